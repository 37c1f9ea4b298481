package skyhall.server.command;

import java.util.concurrent.TimeUnit;
import skyhall.platform.backup.BackupContent;
import skyhall.platform.backup.BackupOutcome;
import skyhall.platform.backup.BackupProgress;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Tells a person how a backup goes on and what became of it.
final class BackupReport {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Console console;
    private long toldNanos = System.nanoTime();

    BackupReport(Console console) {
        this.console = console;
    }

    BackupProgress progress() {
        return (files, bytes) -> {
            if (System.nanoTime() - toldNanos > EVERY_NANOS) {
                toldNanos = System.nanoTime();
                console.say(files + " files, " + bytes / (1024 * 1024) + " MiB done");
            }
        };
    }

    /// 0 when it is done; a refusal is a fault.
    int say(BackupOutcome outcome) {
        return switch (outcome) {
            case BackupOutcome.Written(var _, BackupContent content, String remark) -> done(content, remark);
            case BackupOutcome.Sound(BackupContent content) -> done(content, "");
            case BackupOutcome.Restored(var _, BackupContent content, String remark) -> done(content, remark);
            case BackupOutcome.InUse(String detail) ->
                throw new FaultException(PlatformFault.DATA_DIRECTORY_IN_USE, detail);
            case BackupOutcome.TargetInUse(var place) ->
                throw new FaultException(PlatformFault.BACKUP_TARGET_IN_USE, "It is " + place + ".");
            case BackupOutcome.NotPossible(String reason) ->
                throw new FaultException(PlatformFault.BACKUP_NOT_POSSIBLE, reason);
            case BackupOutcome.Damaged(String reason) -> throw new FaultException(PlatformFault.BACKUP_DAMAGED, reason);
        };
    }

    private int done(BackupContent content, String remark) {
        console.show(content);
        if (!remark.isEmpty()) {
            console.say(remark);
        }
        return 0;
    }
}
