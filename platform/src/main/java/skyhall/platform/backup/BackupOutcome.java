package skyhall.platform.backup;

import java.nio.file.Path;

/// What became of writing, verifying or restoring a backup.
public sealed interface BackupOutcome {
    /// The backup is complete and durable at its place. `remark` is a sentence for the operator, or empty.
    record Written(Path archive, BackupContent content, String remark) implements BackupOutcome {}

    /// Every byte was read and is what was written.
    record Sound(BackupContent content) implements BackupOutcome {}

    /// Every byte was verified and is durable in `directory`. `remark` is a sentence for the operator, or empty.
    record Restored(Path directory, BackupContent content, String remark) implements BackupOutcome {}

    /// A server, or what is left of one, uses the directory. Nothing was done. `detail` names the process.
    record InUse(String detail) implements BackupOutcome {}

    /// There is something at `place` already. Nothing was done.
    record TargetInUse(Path place) implements BackupOutcome {}

    /// The directory holds something that a backup cannot keep (a symbolic link, a socket), or that changed while it
    /// was read. Nothing was put in place.
    record NotPossible(String reason) implements BackupOutcome {}

    /// The archive is not what was written. Nothing was put in place. `reason` names the first difference.
    record Damaged(String reason) implements BackupOutcome {}
}
