package skyhall.platform.identity;

/// Who is asking: nobody known, or a [Principal].
public sealed interface Caller permits Caller.Anonymous, Principal {
    /// No credentials were given.
    record Anonymous() implements Caller {}
}
