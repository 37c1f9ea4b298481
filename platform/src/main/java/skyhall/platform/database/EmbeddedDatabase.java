package skyhall.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;

/// Our own PostgreSQL in the data directory.
///
/// The server works as the role `skyhall`, which owns the database `skyhall` and is no superuser; the superuser is
/// used only here, to see to it that both exist.
final class EmbeddedDatabase implements DatabaseSource {
    static final String ROLE = "skyhall";

    /// Connections beside the pool's: the start's own, and room for an operator's `psql`.
    private static final int SPARE_CONNECTIONS = 5;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final Database database;

    private EmbeddedDatabase(EmbeddedPostgres postgres, HikariDataSource pool) {
        this.postgres = postgres;
        this.pool = pool;
        this.database = Database.over(pool);
    }

    static EmbeddedDatabase open(Settings settings, DataDirectoryLock lock, Consumer<PostgresState> watcher) {
        return open(settings, lock, watcher, tuning(settings));
    }

    static EmbeddedDatabase open(
            Settings settings, DataDirectoryLock lock, Consumer<PostgresState> watcher, PostgresTuning tuning) {
        SecureRandom random = new SecureRandom();
        PostgresCluster cluster = PostgresCluster.open(
                lock.directory(),
                settings.get(DatabaseSettings.BINARIES),
                settings.get(DatabaseSettings.EMBEDDED_USER),
                tuning,
                random);
        EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, settings.get(DatabaseSettings.EMBEDDED_PORT), watcher)
                .start(settings.get(DatabaseSettings.START_WAIT));
        ConnectionPool shape = ConnectionPool.of(settings);
        try {
            // A machine that starts everything at once may need long for a first connection: this one waits as long as
            // the start may take, while requests later wait only as long as `shape` says.
            ConnectionPool patient =
                    new ConnectionPool(shape.size(), settings.get(DatabaseSettings.START_WAIT), shape.answerWait());
            String password = provision(cluster, postgres, patient, random);
            HikariDataSource pool = shape.over(new Address(postgres, shape, ROLE, ROLE, password));
            return new EmbeddedDatabase(postgres, pool);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static PostgresTuning tuning(Settings settings) {
        int connections = settings.get(DatabaseSettings.MAX_CONNECTIONS);
        int needed = settings.get(DatabaseSettings.POOL_SIZE) + SPARE_CONNECTIONS;
        if (connections < needed) {
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "'" + DatabaseSettings.MAX_CONNECTIONS.name() + "' is " + connections + "; with this '"
                            + DatabaseSettings.POOL_SIZE.name() + "' it must be at least " + needed + ".");
        }
        return PostgresTuning.durable(settings.get(DatabaseSettings.SHARED_BUFFERS), connections);
    }

    /// Sees to it that role and database exist and that the role's password is the one in its file. Every start does
    /// it, so an earlier start that was killed anywhere in here is completed.
    private static String provision(
            PostgresCluster cluster, EmbeddedPostgres postgres, ConnectionPool shape, SecureRandom random) {
        String superPassword =
                SecretFile.read(cluster.passwordFile(PostgresCluster.SUPERUSER), PlatformFault.POSTGRES_SECRET_MISSING);
        Address address = new Address(postgres, shape, "postgres", PostgresCluster.SUPERUSER, superPassword);
        try (Connection connection = address.getConnection();
                Statement statement = connection.createStatement()) {
            Path file = cluster.passwordFile(ROLE);
            String password = Files.exists(file)
                    ? SecretFile.read(file, PlatformFault.POSTGRES_SECRET_MISSING)
                    : SecretFile.generate(file, random);
            boolean hasRole = exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "'");
            statement.execute((hasRole ? "ALTER" : "CREATE") + " ROLE " + ROLE + " LOGIN NOSUPERUSER PASSWORD "
                    + statement.enquoteLiteral(password));
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + ROLE + "'")) {
                statement.execute("CREATE DATABASE " + ROLE + " OWNER " + ROLE);
            }
            return password;
        } catch (SQLException | IOException e) {
            throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, "It refused its superuser: " + e, e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public PostgresState state() {
        return postgres.state();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        pool.close();
        postgres.close();
    }

    /// Where the embedded PostgreSQL is *now*: its port may be another one after it was started again.
    private static final class Address extends AbstractDataSource {
        private final EmbeddedPostgres postgres;
        private final ConnectionPool shape;
        private final String name;
        private final String user;
        private final String password;

        Address(EmbeddedPostgres postgres, ConnectionPool shape, String name, String user, String password) {
            this.postgres = postgres;
            this.shape = shape;
            this.name = name;
            this.user = user;
            this.password = password;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return getConnection(user, password);
        }

        @Override
        public Connection getConnection(String asUser, String withPassword) throws SQLException {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {postgres.port()});
            source.setDatabaseName(name);
            return shape.limit(source).getConnection(asUser, withPassword);
        }
    }
}
