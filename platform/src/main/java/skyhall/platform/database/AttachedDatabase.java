package skyhall.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;

/// The embedded PostgreSQL of a server that runs beside us: for commands, which leave its life to that server.
///
/// PostgreSQL writes down its port in `postmaster.pid` (PostgreSQL source, `src/include/utils/pidfile.h`: port in
/// line 4, status in line 8). That file and the password's are open to their owner alone, so only who runs the server,
/// or root, gets in here.
final class AttachedDatabase implements DatabaseSource {
    private static final int PORT_LINE = 4;
    private static final int STATUS_LINE = 8;

    private final HikariDataSource pool;
    private final Database database;

    private AttachedDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.database = Database.over(pool);
    }

    static AttachedDatabase to(Settings settings, Path dataDirectory) {
        Path folder = dataDirectory.resolve("database");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port(folder.resolve("cluster").resolve("postmaster.pid"))});
        source.setDatabaseName(EmbeddedDatabase.ROLE);
        source.setUser(EmbeddedDatabase.ROLE);
        source.setPassword(SecretFile.read(
                folder.resolve(EmbeddedDatabase.ROLE + ".password"), PlatformFault.POSTGRES_SECRET_MISSING));
        ConnectionPool shape = new ConnectionPool(
                2, settings.get(DatabaseSettings.CONNECTION_WAIT), settings.get(DatabaseSettings.ANSWER_WAIT));
        return new AttachedDatabase(shape.over(shape.limit(source)));
    }

    private static int port(Path pidFile) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() >= STATUS_LINE
                    && lines.get(STATUS_LINE - 1).strip().equals("ready")) {
                return Integer.parseInt(lines.get(PORT_LINE - 1).strip());
            }
        } catch (IOException | NumberFormatException e) {
            throw new FaultException(
                    PlatformFault.DATABASE_GONE, "The running server's database cannot be found: " + e, e);
        }
        throw new FaultException(PlatformFault.DATABASE_GONE, "The running server's database is not ready yet.");
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public PostgresState state() {
        return new PostgresState.Ready();
    }

    @Override
    public void close() {
        pool.close();
    }
}
