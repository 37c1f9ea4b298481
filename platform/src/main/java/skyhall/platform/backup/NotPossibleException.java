package skyhall.platform.backup;

import java.io.IOException;

/// The directory cannot be kept as it is; becomes [BackupOutcome.NotPossible].
final class NotPossibleException extends IOException {
    private final String reason;

    NotPossibleException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
