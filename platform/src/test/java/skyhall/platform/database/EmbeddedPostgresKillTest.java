package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Real processes, really killed: nothing is left over, nothing that was acknowledged is lost.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class EmbeddedPostgresKillTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private Path data;

    @BeforeEach
    void makeDataDirectory() throws Exception {
        data = TestServer.dataDirectory(temporary);
    }

    /// So that a failed test leaves nothing behind either.
    @AfterEach
    void endLeftovers() {
        TestServer.processes(data).endAll();
    }

    @Test
    void killedServerTakesPostgresWithItAndLosesNothing() throws Exception {
        int kept;
        try (KillableProcess server = KillableProcess.start(data, "write")) {
            server.awaitKept(50);
            assertSecondServerIsRefused(server.pid());
            kept = server.kill();
        }
        awaitNoPostgres(SOON);
        try (TestServer again = TestServer.start(data)) {
            assertThat(again.states()).containsExactly(new PostgresState.Recovering(), new PostgresState.Ready());
            // The row after the last acknowledged one may have been committed without our hearing of it.
            assertThat(again.number("SELECT count(*)::int FROM kept")).isBetween(kept, kept + 1);
            assertThat(again.number("SELECT max(n) FROM kept")).isBetween(kept, kept + 1);
        }
        awaitNoPostgres(Duration.ZERO);
    }

    private void assertSecondServerIsRefused(long holder) {
        assertThatThrownBy(() -> DataDirectoryLock.acquire(data)).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.fault()).isEqualTo(PlatformFault.DATA_DIRECTORY_IN_USE);
            assertThat(e.detail()).contains("process " + holder);
        });
    }

    @Test
    @Tag("slow")
    void backendInALongStatementGoesToo() throws Exception {
        try (KillableProcess server = KillableProcess.start(data, "busy")) {
            server.await("ready");
            Deadline.await("the statement runs", LONG, () -> backend("SELECT") > 0);
            server.kill();
        }
        awaitNoPostgres(SOON);
    }

    /// A stopped process dies of nothing but SIGKILL, and holds the shared memory that PostgreSQL would not start
    /// beside.
    @Test
    @Tag("slow")
    void orphanThatCannotDieByItselfIsEndedByTheNextStart() throws Exception {
        int kept;
        long orphan;
        try (KillableProcess server = KillableProcess.start(data, "write")) {
            server.awaitKept(20);
            orphan = backend("skyhall");
            signal("STOP", orphan);
            kept = server.kill();
        }
        assertThat(ClusterProcesses.words(orphan)).isNotEmpty();
        try (TestServer again = TestServer.start(data)) {
            // A dead process that nobody has asked after yet keeps its number, but not its name.
            assertThat(ClusterProcesses.words(orphan)).isEmpty();
            assertThat(again.number("SELECT max(n) FROM kept")).isBetween(kept, kept + 1);
        }
    }

    @Test
    @Tag("slow")
    void killedPostgresComesBackUnderTheRunningServer() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            server.database().sql().sql("CREATE TABLE kept AS SELECT 7 AS n").update();
            long first = server.postgres().pid();
            signal("KILL", first);
            Deadline.await(
                    "it is started again",
                    LONG,
                    () -> server.postgres().pid() > 0
                            && server.postgres().pid() != first
                            && server.source().state().equals(new PostgresState.Ready()));
            assertThat(numberOnceItIsBack(server, "SELECT n FROM kept")).isEqualTo(7);
            assertThat(server.states()).contains(new PostgresState.Recovering());
            assertThat(server.states()).anyMatch(state -> state instanceof PostgresState.Failed);
        }
    }

    @Test
    @Tag("slow")
    void killedBackendMeansAShortRecoveryThatTheStateShows() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.number("SELECT 1")).isEqualTo(1);
            signal("KILL", backend("skyhall"));
            Deadline.await("recovery is seen", LONG, () -> server.states().contains(new PostgresState.Recovering()));
            Deadline.await("it is ready again", LONG, () -> server.source().state() instanceof PostgresState.Ready);
            assertThat(numberOnceItIsBack(server, "SELECT 2")).isEqualTo(2);
        }
    }

    /// What is under way when the database goes is refused as "gone"; that alone is accepted here.
    private static int numberOnceItIsBack(TestServer server, String query) {
        int[] answer = new int[1];
        Deadline.await("the pool comes back", LONG, () -> {
            try {
                answer[0] = server.number(query);
                return true;
            } catch (RuntimeException e) {
                assertThat(DatabaseTrouble.isGone(e)).as(String.valueOf(e)).isTrue();
                return false;
            }
        });
        return answer[0];
    }

    /// A process of the cluster whose title has `word` in it, or -1.
    private long backend(String word) {
        return TestServer.processes(data).running().stream()
                .filter(process -> ClusterProcesses.words(process.pid()).startsWith("postgres: "))
                .filter(process -> ClusterProcesses.words(process.pid()).contains(": skyhall skyhall")
                        && ClusterProcesses.words(process.pid()).contains(word))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(-1);
    }

    private static void signal(String word, long pid) throws Exception {
        assertThat(pid).isPositive();
        new ProcessBuilder("/bin/sh", "-c", "kill -" + word + " " + pid).start().waitFor();
    }

    private void awaitNoPostgres(Duration patience) {
        Deadline.await("no process of the cluster is left", patience, () -> TestServer.processes(data)
                .running()
                .isEmpty());
    }
}
