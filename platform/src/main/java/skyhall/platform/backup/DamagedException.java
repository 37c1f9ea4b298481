package skyhall.platform.backup;

import java.io.IOException;

/// The archive is not what was written; becomes [BackupOutcome.Damaged].
final class DamagedException extends IOException {
    private final String reason;

    DamagedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
