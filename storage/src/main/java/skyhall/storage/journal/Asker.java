package skyhall.storage.journal;

import java.util.Optional;
import skyhall.platform.identity.Caller;

/// Who asks, and by which request.
///
/// @param accessKeyId the key that signed, or empty when none did
/// @param clientAddress of the client, behind whatever proxies are trusted
/// @param requestId as the answer shows it
public record Asker(Caller caller, String accessKeyId, String clientAddress, String requestId) {
    private static final ScopedValue<Asker> CURRENT = ScopedValue.newInstance();

    /// Whoever asks on this thread; empty when the installation itself acts.
    public static Optional<Asker> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Does `work` in this asker's name.
    public <R, X extends Throwable> R does(ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
