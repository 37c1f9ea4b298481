package skyhall.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;

/// A PostgreSQL that somebody else runs.
final class ExternalDatabase implements DatabaseSource {
    private static final int OLDEST_MAJOR_VERSION = 15;

    private final HikariDataSource pool;
    private final Database database;
    private volatile boolean closed;

    private ExternalDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.database = Database.over(pool);
    }

    static ExternalDatabase open(Settings settings) {
        ConnectionPool shape = ConnectionPool.of(settings);
        PGSimpleDataSource source = shape.limit(source(settings));
        requireFit(source);
        return new ExternalDatabase(shape.over(source));
    }

    private static PGSimpleDataSource source(Settings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setURL(settings.get(DatabaseSettings.URL));
        } catch (IllegalArgumentException e) {
            // The address itself may hold a password, so it is not repeated.
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "'" + DatabaseSettings.URL.name() + "' is no JDBC address of a PostgreSQL.",
                    e);
        }
        if (source.getUser() == null) {
            source.setUser(settings.get(DatabaseSettings.USER));
        }
        Path passwordFile = settings.get(DatabaseSettings.PASSWORD_FILE);
        if (!passwordFile.toString().isEmpty()) {
            source.setPassword(SecretFile.read(passwordFile, PlatformFault.DATABASE_PASSWORD_UNREADABLE));
        }
        return source;
    }

    private static void requireFit(PGSimpleDataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_MAJOR_VERSION) {
                throw new FaultException(PlatformFault.DATABASE_TOO_OLD, "It is version " + version + ".");
            }
            String encoding = serverEncoding(statement);
            if (!encoding.equals("UTF8")) {
                throw new FaultException(PlatformFault.DATABASE_NOT_UTF8, "Its encoding is " + encoding + ".");
            }
        } catch (SQLException e) {
            throw refusal(source, e);
        }
    }

    private static String serverEncoding(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW server_encoding")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// Class 28 is a refused user or password, 3D000 a database that does not exist.
    private static FaultException refusal(PGSimpleDataSource source, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean refused = state.startsWith("28") || state.equals("3D000");
        return new FaultException(
                refused ? PlatformFault.DATABASE_REFUSED_US : PlatformFault.DATABASE_GONE,
                "User " + source.getUser() + ", database " + source.getDatabaseName() + " on "
                        + String.join(", ", source.getServerNames()) + ": " + e.getMessage(),
                e);
    }

    @Override
    public Database database() {
        return database;
    }

    /// Asks the database: takes as long as a connection is waited for when it is gone.
    @Override
    public PostgresState state() {
        if (closed) {
            return new PostgresState.Stopped();
        }
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(1) ? new PostgresState.Ready() : gone("it does not answer");
        } catch (SQLException e) {
            return gone(String.valueOf(e.getMessage()));
        }
    }

    private static PostgresState gone(String reason) {
        return new PostgresState.Failed("The external database cannot be used: " + reason);
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
    }
}
