package skyhall.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for tests: each call of [#fresh()] gives an empty database of its own.
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /// A new database with the tables of the given modules.
    public static Database fresh(String... modules) {
        String server = System.getenv().getOrDefault("SKYHALL_TEST_POSTGRES", "jdbc:postgresql://127.0.0.1:54329/");
        String name = "t_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        try (HikariDataSource admin = pool(server + "postgres", 1)) {
            Database.over(admin).sql().sql("CREATE DATABASE " + name).update();
        }
        Database database = Database.over(pool(server + name, 8));
        for (String module : modules) {
            database.migrate(module);
        }
        return database;
    }

    private static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }
}
