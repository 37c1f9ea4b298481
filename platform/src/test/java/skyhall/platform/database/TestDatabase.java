package skyhall.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import skyhall.platform.fault.FaultException;

/// A real PostgreSQL for tests: each call of [#fresh(String...)] gives an empty database of its own.
///
/// It is the embedded PostgreSQL, one per test JVM, see [TestCluster]; or the server that `SKYHALL_TEST_POSTGRES`
/// names (a JDBC address that ends with `/`, user `postgres`, no password). The tables of each set of modules are
/// made once, in a template, and every fresh database is a copy of that.
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /// A new database with the tables of the given modules.
    public static Database fresh(String... modules) {
        Server server = Server.running();
        String name = "t_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        String template = modules.length == 0
                ? "template1"
                : TEMPLATES.computeIfAbsent(String.join("_", modules), key -> makeTemplate(server, key, modules));
        server.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return Database.over(server.pool(name, 8));
    }

    private static String makeTemplate(Server server, String key, String... modules) {
        String name = "template_" + server.templateKey() + key;
        try {
            migrate(server, name, modules);
        } catch (FaultException e) {
            // Made by other scripts of an earlier run, which somebody is still writing: begin again.
            server.execute("DROP DATABASE " + name + " WITH (FORCE)");
            migrate(server, name, modules);
        }
        return name;
    }

    private static void migrate(Server server, String name, String... modules) {
        if (!server.hasDatabase(name)) {
            server.execute("CREATE DATABASE " + name);
        }
        try (HikariDataSource pool = server.pool(name, 2)) {
            Database database = Database.over(pool);
            for (String module : modules) {
                database.migrate(module);
            }
        }
    }

    /// A PostgreSQL that lets us create databases.
    ///
    /// @param templateKey makes template names differ where several test runs share the server
    record Server(String url, String user, String password, String templateKey) {
        static Server running() {
            String given = System.getenv("SKYHALL_TEST_POSTGRES");
            return given == null
                    ? TestCluster.running()
                    : new Server(given, "postgres", "", ProcessHandle.current().pid() + "_");
        }

        boolean hasDatabase(String name) {
            try (HikariDataSource admin = pool("postgres", 1)) {
                return Database.over(admin)
                                .sql()
                                .sql("SELECT count(*) FROM pg_database WHERE datname = ?")
                                .param(name)
                                .query(Integer.class)
                                .single()
                        > 0;
            }
        }

        void execute(String statement) {
            try (HikariDataSource admin = pool("postgres", 1)) {
                Database.over(admin).sql().sql(statement).update();
            }
        }

        /// Tests leave their pools open, so an idle one gives its connections back.
        HikariDataSource pool(String name, int size) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url + name);
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(size);
            config.setMinimumIdle(0);
            config.setIdleTimeout(10_000);
            return new HikariDataSource(config);
        }
    }
}
