package skyhall.storage.volume;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A disk refused.
final class DiskTrouble extends IOException {
    /// What is known of the cause.
    enum Kind {
        MISSING,
        NO_ROOM,
        READ_ONLY,
        /// Our own thread was interrupted while it waited; this says nothing about the disk.
        INTERRUPTED,
        FAILED
    }

    private final Kind kind;

    DiskTrouble(Kind kind, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// This trouble as the volume's answer.
    VolumeRefusal refusal() {
        String what = getMessage();
        VolumeRefusal.Reason reason =
                switch (kind) {
                    case NO_ROOM -> new VolumeRefusal.Reason.NoRoom("The disk is full: " + what + ".");
                    case READ_ONLY -> new VolumeRefusal.Reason.ReadOnly("The disk is read-only: " + what + ".");
                    case INTERRUPTED -> new VolumeRefusal.Reason.DiskFailed("The request was stopped: " + what + ".");
                    case MISSING, FAILED -> new VolumeRefusal.Reason.DiskFailed("The disk failed: " + what + ".");
                };
        return new VolumeRefusal(reason, this);
    }
}
