package skyhall.platform.backup;

import java.io.IOException;

/// The archive is not what was written; becomes [BackupOutcome.Damaged].
final class DamagedException extends IOException {
    DamagedException(String reason) {
        super(reason);
    }
}
