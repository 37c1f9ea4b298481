package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A migration that is killed in its middle, for real, is as if it had not begun; the next start completes it.
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class MigrationKillTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private Path data;

    @BeforeEach
    void makeDataDirectory() throws Exception {
        data = TestServer.dataDirectory(temporary);
    }

    @AfterEach
    void endLeftovers() {
        TestServer.processes(data).endAll();
    }

    @Test
    void theServerIsKilledHalfWay() throws Exception {
        try (KillableProcess server = KillableProcess.start(data, "migrate")) {
            server.await("migrating");
            awaitTheMiddle(data);
            server.kill();
        }
        assertNextStartCompletes();
    }

    @Test
    void postgresIsKilledHalfWay() throws Exception {
        try (KillableProcess server = KillableProcess.start(data, "migrate")) {
            long postgres = Long.parseLong(server.await("ready"));
            server.await("migrating");
            awaitTheMiddle(data);
            new ProcessBuilder("/bin/sh", "-c", "kill -9 " + postgres).start().waitFor();
            Deadline.await("the migrating server gives up", LONG, () -> !ProcessHandle.of(server.pid())
                    .map(ProcessHandle::isAlive)
                    .orElse(false));
        }
        assertNextStartCompletes();
    }

    /// The process title shows the statement that sleeps in the middle of the second script.
    static void awaitTheMiddle(Path data) {
        Deadline.await("the second step is half done", LONG, () -> TestServer.processes(data).running().stream()
                .anyMatch(process ->
                        ClusterProcesses.words(process.pid()).matches("(?s)postgres: .* skyhall skyhall .* DO.*")));
    }

    private void assertNextStartCompletes() {
        try (TestServer again = TestServer.start(data)) {
            assertThat(again.number("SELECT count(*)::int FROM halfway.line"))
                    .as("the first step was complete")
                    .isEqualTo(1000);
            assertThat(again.number("SELECT count(*)::int FROM information_schema.columns"
                            + " WHERE table_schema = 'halfway' AND column_name = 'length'"))
                    .as("the second left nothing")
                    .isZero();
            again.database().sql().sql("DROP TABLE public.halfway_pause").update();
            again.database().migrate("halfway");
            assertThat(again.number("SELECT lines::int FROM halfway.summary")).isEqualTo(1000);
            assertThat(again.number("SELECT count(*)::int FROM halfway.line WHERE length <> length(text)"))
                    .isZero();
        }
    }
}
