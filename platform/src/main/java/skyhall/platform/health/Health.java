package skyhall.platform.health;

/// How one part of the server does. The sentences are for operators; they hold no secret and no tenant's names.
public sealed interface Health {
    static Health ready() {
        return new Ready();
    }

    /// It does its work.
    record Ready() implements Health {}

    /// It does its work, but somebody should look: a certificate that expires soon, a disk that fills.
    record Degraded(String sentence) implements Health {}

    /// It cannot do its work now: traffic should go elsewhere.
    record NotReady(String sentence) implements Health {}

    /// The word for the state: `ready`, `degraded` or `not ready`.
    default String word() {
        return switch (this) {
            case Ready _ -> "ready";
            case Degraded _ -> "degraded";
            case NotReady _ -> "not ready";
        };
    }

    /// The reason, or an empty text when there is nothing to say.
    default String reason() {
        return switch (this) {
            case Ready _ -> "";
            case Degraded(String sentence) -> sentence;
            case NotReady(String sentence) -> sentence;
        };
    }
}
