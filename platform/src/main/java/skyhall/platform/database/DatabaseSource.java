package skyhall.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import skyhall.platform.fault.FaultException;
import skyhall.platform.settings.Settings;

/// Where the facts are kept: our own PostgreSQL, or one that somebody else runs. The rest of the server cannot tell.
public sealed interface DatabaseSource extends AutoCloseable
        permits AttachedDatabase, EmbeddedDatabase, ExternalDatabase {
    /// Opens what `database.url` says: empty starts the embedded PostgreSQL in the locked data directory. Returns when
    /// the database accepts connections; tables are not touched yet (see [Database#migrate]).
    ///
    /// @param lock held by the caller until after [#close()], also with an external database: the objects in the
    ///     directory belong to one server
    /// @param watcher told each change of the embedded PostgreSQL's state, from before it is ready, so that a
    ///     health report can say "recovering" while this method waits; called on another thread, must not wait
    /// @throws FaultException that says why the database cannot be used and what to do
    static DatabaseSource open(Settings settings, DataDirectoryLock lock, Consumer<PostgresState> watcher) {
        if (!lock.isHeld()) {
            throw new IllegalStateException("the lock of " + lock.directory() + " is not held");
        }
        return settings.get(DatabaseSettings.URL).isEmpty()
                ? EmbeddedDatabase.open(settings, lock, watcher)
                : ExternalDatabase.open(settings);
    }

    /// Opens the database of an installation whose server runs and holds the data directory: for commands. With an
    /// external database nothing is different from [#open] but that no lock is needed.
    ///
    /// @throws FaultException when the server's database is not ready, or is not ours to open
    static DatabaseSource attach(Settings settings, Path dataDirectory) {
        return settings.get(DatabaseSettings.URL).isEmpty()
                ? AttachedDatabase.to(settings, dataDirectory.toAbsolutePath())
                : ExternalDatabase.open(settings);
    }

    /// Whether there is an embedded PostgreSQL in the data directory, running or not.
    static boolean isEmbeddedIn(Path dataDirectory) {
        return Files.isDirectory(dataDirectory.resolve("database").resolve("cluster"));
    }

    /// The database, through a pool that comes back by itself after the database was gone.
    Database database();

    /// How it is doing now. Of the embedded one this is known; the external one is asked.
    PostgresState state();

    /// Closes the pool and stops the embedded PostgreSQL in order.
    @Override
    void close();
}
