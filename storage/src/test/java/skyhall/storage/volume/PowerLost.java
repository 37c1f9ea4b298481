package skyhall.storage.volume;

/// The machine is dead. An [Error], because no code of ours may catch it and go on.
final class PowerLost extends Error {
    PowerLost() {
        super("the power is gone", null, false, false);
    }
}
