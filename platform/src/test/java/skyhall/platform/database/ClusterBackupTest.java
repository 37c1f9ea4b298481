package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.backup.Backup;
import skyhall.platform.backup.BackupOutcome;
import skyhall.platform.backup.BackupProgress;

/// A backup of a data directory with its database in it: refused while it runs, and served again after a restore.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class ClusterBackupTest {
    @TempDir
    Path temporary;

    @Test
    void theDatabaseComesBackFromABackup() throws Exception {
        Path data = TestServer.dataDirectory(temporary);
        Path archive = temporary.resolve("city.tar");
        Backup backup = new Backup(InstantSource.system(), "0.1.0");
        try (TestServer server = TestServer.start(data)) {
            server.database().sql().sql("CREATE TABLE kept AS SELECT 7 AS n").update();
            assertThat(backup.write(data, archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.InUse.class);
            assertThat(server.lock().postgresProcesses())
                    .contains(server.postgres().pid());
        }
        assertThat(backup.write(data, archive, BackupProgress.NONE))
                .isInstanceOfSatisfying(BackupOutcome.Written.class, written -> {
                    assertThat(written.content().embeddedDatabase()).isTrue();
                    assertThat(written.remark()).isEmpty();
                });
        Path restored = temporary.resolve("restored");
        assertThat(backup.restore(archive, restored, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Restored.class);
        try (TestServer server = TestServer.start(restored)) {
            assertThat(server.number("SELECT n FROM kept")).isEqualTo(7);
            assertThat(server.states()).containsExactly(new PostgresState.Ready());
        }
    }
}
