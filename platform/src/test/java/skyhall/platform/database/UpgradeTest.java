package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.backup.Backup;
import skyhall.platform.backup.BackupOutcome;
import skyhall.platform.backup.BackupProgress;

/// The data of an earlier release opens in this one, also when the upgrade is killed half way.
///
/// A release is kept as a backup of a data directory that it wrote: `<module>/src/test/fixtures/<version>.tar`. It is
/// recorded once, when the release is tagged, with that release's own programs: start it on an empty directory, put
/// its demonstration data in, stop it, `sky backup` into the fixture, and write what the data must still be into
/// `<version>.expected` beside it, a line `<query> => <answer>` each. A fixture is never made anew. There is no tagged
/// release before 0.1.0, so no fixture exists yet; the way through one is walked here with a backup that the test
/// records from the first step of a module's schema.
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class UpgradeTest {
    private final Backup backup = new Backup(InstantSource.system(), "0.1.0");

    @TempDir
    Path temporary;

    @AfterEach
    void endLeftovers() {
        TestServer.processes(temporary.resolve("data")).endAll();
    }

    @Test
    void everyRecordedReleaseOpens() throws Exception {
        for (Path fixture : fixtures()) {
            Path data = restore(fixture, fixture.getFileName().toString());
            List<String> expected =
                    Files.readAllLines(Path.of(fixture.toString().replaceFirst("\\.tar$", ".expected")));
            try (TestServer server = TestServer.start(data)) {
                for (String module : modulesIn(server)) {
                    server.database().migrate(module);
                }
                for (String line : expected) {
                    String[] sides = line.split(" => ", 2);
                    assertThat(server.text(sides[0]))
                            .as(fixture + ": " + sides[0])
                            .isEqualTo(sides[1]);
                }
            }
        }
    }

    @Test
    void anOldSchemaFromABackupIsUpgradedAlsoAfterAKillHalfWay() throws Exception {
        Path archive = recordOldRelease(TestServer.dataDirectory(temporary));
        Path data = restore(archive, "data");
        try (KillableProcess server = KillableProcess.start(data, "migrate")) {
            server.await("migrating");
            MigrationKillTest.awaitTheMiddle(data);
            server.kill();
        }
        try (TestServer server = TestServer.start(data)) {
            assertThat(modulesIn(server)).containsExactly("halfway");
            server.database().sql().sql("DROP TABLE public.halfway_pause").update();
            server.database().migrate("halfway");
            assertThat(server.number("SELECT lines::int FROM halfway.summary")).isEqualTo(1000);
            assertThat(server.text("SELECT text FROM halfway.line WHERE number = 1000"))
                    .isEqualTo("line 1000");
        }
    }

    /// What a release that knew only the first step would have left.
    private Path recordOldRelease(Path written) {
        try (TestServer old = TestServer.start(written)) {
            old.database().migrate("halfway");
            old.database().transaction(() -> {
                old.database().sql().sql("DROP TABLE halfway.summary").update();
                old.database()
                        .sql()
                        .sql("ALTER TABLE halfway.line DROP COLUMN length")
                        .update();
                old.database()
                        .sql()
                        .sql("DELETE FROM halfway.migration_history WHERE version > '001'")
                        .update();
            });
        }
        Path archive = temporary.resolve("old.tar");
        assertThat(backup.write(written, archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Written.class);
        return archive;
    }

    private Path restore(Path archive, String name) throws IOException {
        Path data =
                TestServer.dataDirectory(temporary).resolveSibling("restored").resolve(name);
        assertThat(backup.restore(archive, data, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Restored.class);
        return data;
    }

    private static List<String> modulesIn(TestServer server) {
        return server.database()
                .sql()
                .sql("SELECT schemaname FROM pg_tables WHERE tablename = 'migration_history' ORDER BY schemaname")
                .query(String.class)
                .list();
    }

    private static List<Path> fixtures() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/test/fixtures"))
                    .filter(Files::isDirectory)
                    .flatMap(UpgradeTest::archivesIn)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> archivesIn(Path directory) {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(path -> path.toString().endsWith(".tar")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
