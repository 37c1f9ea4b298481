package skyhall.platform.identity;

import java.util.function.Function;
import skyhall.platform.fault.FaultException;

/// What became of a change that could be carried out or that there was a good reason to refuse.
public sealed interface Outcome<T> {
    /// It is committed, and the journal says so.
    record Done<T>(T value) implements Outcome<T> {}

    /// Nothing was changed.
    record Refused<T>(IdentityRefusal why) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(IdentityRefusal why) {
        return new Refused<>(why);
    }

    /// The value, or the refusal as a fault for a person to read. For edges that say every refusal the same way.
    ///
    /// @throws FaultException when it was refused
    default T orFault() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(IdentityRefusal why) -> throw new FaultException(why.fault(), why.detail());
        };
    }

    /// The same refusal, or what `step` makes of the value.
    default <S> Outcome<S> then(Function<T, Outcome<S>> step) {
        return switch (this) {
            case Done<T>(T value) -> step.apply(value);
            case Refused<T>(IdentityRefusal why) -> refused(why);
        };
    }
}
