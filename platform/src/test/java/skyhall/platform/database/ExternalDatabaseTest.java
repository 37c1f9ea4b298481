package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The oldest PostgreSQL that we promise, as Debian packages it, run by somebody else: here by [DebianPostgres].
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class ExternalDatabaseTest {
    @TempDir
    static Path temporary;

    private static DebianPostgres debian;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                DebianPostgres.isInstalled(), "Debian's postgresql-15 is not installed: nothing external to test with");
        debian = DebianPostgres.start(temporary);
    }

    @AfterAll
    static void stop() throws Exception {
        if (debian != null) {
            debian.close();
        }
    }

    private TestServer open(String database, Map<String, String> more) throws Exception {
        Path passwordFile = temporary.resolve("password");
        Files.writeString(passwordFile, DebianPostgres.PASSWORD + "\n");
        Map<String, String> environment = new HashMap<>(Map.of(
                "SKYHALL_DATABASE_URL",
                debian.url(database),
                "SKYHALL_DATABASE_USER",
                "city",
                "SKYHALL_DATABASE_PASSWORD_FILE",
                passwordFile.toString(),
                "SKYHALL_DATABASE_CONNECTION_WAIT",
                "1s"));
        environment.putAll(more);
        return TestServer.start(Files.createTempDirectory(temporary, "data").resolve("d"), environment);
    }

    @Test
    void servesAsTheEmbeddedOneDoes() throws Exception {
        try (TestServer server = open("city", Map.of())) {
            assertThat(server.source().state()).isEqualTo(new PostgresState.Ready());
            assertThat(server.number("SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo(15);
            server.database().migrate("halfway");
            assertThat(server.number("SELECT lines::int FROM halfway.summary")).isEqualTo(1000);
            assertThat(server.lock().postgresProcesses()).isEmpty();
        }
    }

    @Test
    void wrongPasswordUserOrNameIsRefused() throws Exception {
        Path wrong = Files.writeString(temporary.resolve("wrong"), "guess\n");
        assertFault(
                PlatformFault.DATABASE_REFUSED_US,
                "city",
                () -> open("city", Map.of("SKYHALL_DATABASE_PASSWORD_FILE", wrong.toString())));
        assertFault(
                PlatformFault.DATABASE_REFUSED_US,
                "nobody",
                () -> open("city", Map.of("SKYHALL_DATABASE_USER", "nobody")));
        assertFault(PlatformFault.DATABASE_REFUSED_US, "nowhere", () -> open("nowhere", Map.of()));
        assertFault(
                PlatformFault.DATABASE_PASSWORD_UNREADABLE,
                "absent",
                () -> open("city", Map.of("SKYHALL_DATABASE_PASSWORD_FILE", "/absent")));
    }

    @Test
    void anotherEncodingIsRefused() {
        assertFault(PlatformFault.DATABASE_NOT_UTF8, "LATIN1", () -> open("latin", Map.of()));
    }

    @Test
    void anUnreadableAddressOrAnAbsentServerIsRefused() {
        assertFault(
                PlatformFault.SETTING_MALFORMED,
                "database.url",
                () -> open("city", Map.of("SKYHALL_DATABASE_URL", "postgres at city hall")));
        assertFault(
                PlatformFault.DATABASE_GONE,
                "127.0.0.1",
                () -> open("city", Map.of("SKYHALL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/city")));
    }

    /// Gone, then back: refused soon, never hanging, and whole again without our help.
    @Test
    void aDatabaseThatGoesIsNoticedSoonAndUsedAgainWhenItIsBack() throws Exception {
        try (TestServer server = open("city", Map.of())) {
            assertThat(server.number("SELECT 1")).isEqualTo(1);
            debian.stop();
            long began = System.nanoTime();
            Throwable gone = catchThrowable(() -> server.number("SELECT 1"));
            assertThat(DatabaseTrouble.isGone(gone)).as(String.valueOf(gone)).isTrue();
            assertThat(server.source().state()).isInstanceOf(PostgresState.Failed.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            debian.startAgain();
            Deadline.await(
                    "the pool comes back",
                    Duration.ofSeconds(20),
                    () -> server.source().state() instanceof PostgresState.Ready);
            assertThat(server.number("SELECT 2")).isEqualTo(2);
        }
    }

    private static void assertFault(PlatformFault fault, String detail, ThrowingCallable start) {
        assertThatThrownBy(start).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.fault()).as(e.toString()).isEqualTo(fault);
            assertThat(e.detail()).contains(detail).doesNotContain(DebianPostgres.PASSWORD);
        });
    }
}
