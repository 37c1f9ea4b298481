package skyhall.storage.volume;

import org.jspecify.annotations.Nullable;

/// The volume could not do what was asked, and says why. Nothing that was sealed before is touched.
public final class VolumeRefusal extends RuntimeException {
    private final Reason reason;

    VolumeRefusal(Reason reason, @Nullable Throwable cause) {
        super(reason.sentence(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Why. `sentence` is for the log and the health report.
    public sealed interface Reason {
        String sentence();

        /// The disk is full, or fuller than its watermark allows.
        record NoRoom(String sentence) implements Reason {}

        /// The file system is mounted read-only.
        record ReadOnly(String sentence) implements Reason {}

        /// The disk answered with an error.
        record DiskFailed(String sentence) implements Reason {}
    }
}
