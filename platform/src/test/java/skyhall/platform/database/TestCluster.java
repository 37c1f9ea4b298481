package skyhall.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;

/// The embedded PostgreSQL of this test JVM. Its directory is kept between runs, so that only the first run on a
/// machine pays for unpacking and `initdb`; a second test JVM at the same time takes the next directory. The only
/// cluster in the house that does not sync. Ends with the JVM, as the server's own does.
final class TestCluster {
    /// To be raised when the way in which the cluster is made changes.
    private static final String FORM = "pg18-a";

    private static final int SLOTS = 20;

    private static final PostgresTuning FAST = new PostgresTuning(
            64L << 20,
            300,
            List.of("--no-sync", "--wal-segsize=4"),
            Map.of(
                    "fsync", "off",
                    "full_page_writes", "off",
                    "synchronous_commit", "off",
                    "autovacuum_naptime", "1h"));

    private static TestDatabase.@Nullable Server running;

    private TestCluster() {}

    static synchronized TestDatabase.Server running() {
        TestDatabase.Server found = running;
        if (found == null) {
            found = start();
            running = found;
        }
        return found;
    }

    /// Where this user's test runs keep what costs time to make. Others on the machine may pass through, since
    /// PostgreSQL runs as another user when the tests run as root.
    static Path cache() {
        try {
            Path cache = Path.of(System.getProperty("java.io.tmpdir"), "skyhall-test-" + PostgresUser.ownUid());
            DataFolders.create(cache, "rwx--x--x");
            if (!Files.getAttribute(cache, "unix:uid").equals(PostgresUser.ownUid())) {
                throw new IllegalStateException(cache + " belongs to somebody else");
            }
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path binaries() {
        return cache().resolve("binaries");
    }

    private static TestDatabase.Server start() {
        DataDirectoryLock lock = freeSlot();
        EmbeddedDatabase embedded = openOrMakeAnew(lock);
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close, "test-cluster-stop"));
        TestDatabase.Server server = allowDatabases(lock.directory(), embedded);
        Thread.ofPlatform().daemon().start(() -> dropLeftoversWhileItRuns(server));
        return server;
    }

    private static DataDirectoryLock freeSlot() {
        for (int slot = 0; slot < SLOTS; slot++) {
            try {
                return DataDirectoryLock.acquire(cache().resolve(FORM + "-" + slot));
            } catch (FaultException e) {
                if (e.fault() != PlatformFault.DATA_DIRECTORY_IN_USE) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("all " + SLOTS + " test clusters are in use");
    }

    /// A cluster that does not sync may be damaged by a machine that lost its power: then it is made again.
    private static EmbeddedDatabase openOrMakeAnew(DataDirectoryLock lock) {
        try {
            return open(lock);
        } catch (FaultException e) {
            if (e.fault() != PlatformFault.POSTGRES_NOT_STARTED) {
                throw e;
            }
            try {
                DataFolders.remove(lock.directory().resolve("database"));
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
            return open(lock);
        }
    }

    private static EmbeddedDatabase open(DataDirectoryLock lock) {
        Map<String, String> environment = Map.of(
                DatabaseSettings.BINARIES.environmentName(),
                binaries().toString(),
                DatabaseSettings.POOL_SIZE.environmentName(),
                "2");
        Settings settings = Settings.load(Path.of("/nonexistent"), environment, DatabaseSettings.ALL);
        return EmbeddedDatabase.open(settings, lock, _ -> {}, FAST);
    }

    private static TestDatabase.Server allowDatabases(Path directory, EmbeddedDatabase embedded) {
        Path folder = directory.resolve("database");
        String url = "jdbc:postgresql://127.0.0.1:" + embedded.postgres().port() + "/";
        try (Connection connection = DriverManager.getConnection(
                        url + "postgres",
                        "postgres",
                        SecretFile.read(folder.resolve("superuser.password"), PlatformFault.POSTGRES_SECRET_MISSING));
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE skyhall CREATEDB");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String password = SecretFile.read(folder.resolve("skyhall.password"), PlatformFault.POSTGRES_SECRET_MISSING);
        return new TestDatabase.Server(url, "skyhall", password, "");
    }

    private static void dropLeftoversWhileItRuns(TestDatabase.Server server) {
        try {
            dropLeftovers(server);
        } catch (RuntimeException e) {
            // A short test run ends under our feet; the next one goes on with it.
            if (!DatabaseTrouble.isGone(e)) {
                throw e;
            }
        }
    }

    private static void dropLeftovers(TestDatabase.Server server) {
        String mine = "t_" + ProcessHandle.current().pid() + "_";
        List<String> names;
        try (var admin = server.pool("postgres", 1)) {
            names = new ArrayList<>(Database.over(admin)
                    .sql()
                    .sql("SELECT datname FROM pg_database WHERE datname LIKE 't\\_%'")
                    .query(String.class)
                    .list());
        }
        names.removeIf(name -> name.startsWith(mine));
        names.forEach(name -> server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
    }
}
