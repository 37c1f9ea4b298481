package skyhall.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import skyhall.platform.settings.Settings;

/// A database source as a server opens it, with the states that it went through. Durable, unlike [TestCluster].
record TestServer(DataDirectoryLock lock, DatabaseSource source, List<PostgresState> states) implements AutoCloseable {

    /// A data directory below JUnit's temporary one, which PostgreSQL's user could not reach otherwise.
    static Path dataDirectory(Path temporary) throws IOException {
        java.nio.file.Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        return temporary.resolve("data");
    }

    static Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent(
                DatabaseSettings.BINARIES.environmentName(),
                TestCluster.binaries().toString());
        return Settings.load(Path.of("/nonexistent"), environment, DatabaseSettings.ALL);
    }

    static TestServer start(Path dataDirectory) {
        return start(dataDirectory, Map.of());
    }

    static TestServer start(Path dataDirectory, Map<String, String> environment) {
        DataDirectoryLock lock = DataDirectoryLock.acquire(dataDirectory);
        List<PostgresState> states = new CopyOnWriteArrayList<>();
        try {
            return new TestServer(lock, DatabaseSource.open(settings(environment), lock, states::add), states);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Database database() {
        return source.database();
    }

    EmbeddedPostgres postgres() {
        return ((EmbeddedDatabase) source).postgres();
    }

    int number(String query) {
        return database().sql().sql(query).query(Integer.class).single();
    }

    String text(String query) {
        return database().sql().sql(query).query(String.class).single();
    }

    /// Processes that run in the cluster of `dataDirectory` now, whoever started them.
    static ClusterProcesses processes(Path dataDirectory) {
        Path cluster = dataDirectory.resolve("database/cluster");
        return new ClusterProcesses(cluster, PostgresCluster.clusterName(cluster));
    }

    @Override
    public void close() {
        source.close();
        lock.close();
    }
}
