package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// One cluster in order: what it promises, how it starts again, and what it refuses.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class EmbeddedPostgresTest {
    private static final Duration WARM_START = Duration.ofSeconds(10);

    @TempDir
    Path temporary;

    private Path data;

    @BeforeEach
    void makeDataDirectory() throws Exception {
        data = TestServer.dataDirectory(temporary);
    }

    @Test
    void isDurableClosedToStrangersAndWarmAgainSoon() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            assertDurable(server);
            assertClosedToStrangers(server);
            assertFilesArePrivate();
            server.database().sql().sql("CREATE TABLE kept AS SELECT 7 AS n").update();
        }
        long began = System.nanoTime();
        try (TestServer again = TestServer.start(data)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WARM_START);
            assertThat(again.number("SELECT n FROM kept")).isEqualTo(7);
            assertThat(again.states()).as("stopped in order: no recovery").containsExactly(new PostgresState.Ready());
        }
        assertThat(TestServer.processes(data).running()).isEmpty();
    }

    private static void assertDurable(TestServer server) {
        Map<String, String> wanted = Map.of(
                "fsync", "on",
                "full_page_writes", "on",
                "synchronous_commit", "on",
                "data_checksums", "on",
                "max_wal_size", "1GB",
                "password_encryption", "scram-sha-256",
                "listen_addresses", "127.0.0.1");
        wanted.forEach((name, value) ->
                assertThat(server.text("SHOW " + name)).as(name).isEqualTo(value));
        assertThat(server.text("SELECT datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding)"
                        + " FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("b C.UTF-8 UTF8");
    }

    private static void assertClosedToStrangers(TestServer server) {
        assertThat(server.text("SELECT current_user || ' ' || rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("skyhall false");
        String url = "jdbc:postgresql://127.0.0.1:" + server.postgres().port() + "/skyhall";
        assertThat(ClusterProcesses.words(server.postgres().pid())).contains("\0unix_socket_directories=\0");
        for (String user : List.of("skyhall", "postgres")) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url, user, "guess").close())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    private void assertFilesArePrivate() throws Exception {
        for (String secret : List.of("superuser.password", "skyhall.password")) {
            Path file = data.resolve("database").resolve(secret);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(file).trim()).hasSize(32);
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(PostgresUser.ownUid());
        }
        Path cluster = data.resolve("database/cluster");
        assertThat(Files.getPosixFilePermissions(cluster)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getAttribute(cluster, "unix:uid")).isNotEqualTo(0);
        assertThat(data.resolve("database/initdb.password")).doesNotExist();
    }

    @Test
    void aDirectoryThatPostgresCannotReachIsNamed() throws Exception {
        Assumptions.assumeTrue(PostgresUser.ownUid() == 0, "only root runs PostgreSQL as another user");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        assertFault(PlatformFault.DATA_DIRECTORY_UNREACHABLE, temporary.toString(), () -> TestServer.start(data));
    }

    @Test
    void anUnknownUserIsRefused() throws Exception {
        Assumptions.assumeTrue(PostgresUser.ownUid() == 0, "only root runs PostgreSQL as another user");
        for (String user : List.of("nobody-knows-me", "root", "0")) {
            assertFault(
                    PlatformFault.POSTGRES_USER_MISSING,
                    user,
                    () -> TestServer.start(data, Map.of(DatabaseSettings.EMBEDDED_USER.environmentName(), user)));
        }
    }

    @Test
    void aLostPasswordOrAnotherVersionIsRefusedBeforeAnythingIsTouched() throws Exception {
        TestServer.start(data).close();
        Path secret = data.resolve("database/superuser.password");
        Path hidden = Files.move(secret, data.resolve("hidden"));
        assertFault(PlatformFault.POSTGRES_SECRET_MISSING, secret.toString(), () -> TestServer.start(data));
        Files.move(hidden, secret);
        // The role's own password can be made anew by the superuser, so its loss costs nothing.
        Files.delete(data.resolve("database/skyhall.password"));
        TestServer.start(data).close();

        Files.writeString(data.resolve("database/cluster/PG_VERSION"), "17\n");
        assertFault(PlatformFault.POSTGRES_VERSION_OTHER, "version 17", () -> TestServer.start(data));
    }

    @Test
    void aClusterThatCannotStartSaysWhy() throws Exception {
        TestServer.start(data).close();
        Files.delete(data.resolve("database/cluster/global/pg_control"));
        assertFault(PlatformFault.POSTGRES_NOT_STARTED, "pg_control", () -> TestServer.start(data));
        assertThat(TestServer.processes(data).running()).isEmpty();
    }

    @Test
    void moreConnectionsInThePoolThanPostgresTakesAreRefused() {
        assertFault(
                PlatformFault.SETTING_MALFORMED,
                "at least 105",
                () -> TestServer.start(data, Map.of(DatabaseSettings.POOL_SIZE.environmentName(), "100")));
    }

    private static void assertFault(PlatformFault fault, String detail, ThrowingCallable start) {
        assertThatThrownBy(start).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.fault()).as(e.toString()).isEqualTo(fault);
            assertThat(e.detail()).contains(detail);
        });
    }
}
