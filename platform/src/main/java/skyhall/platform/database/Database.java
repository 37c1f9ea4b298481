package skyhall.platform.database;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// One database and the way to use it. Safe for use by many threads.
///
/// A transaction belongs to the thread that opened it: everything that [#sql()] does on that thread inside
/// [#transaction] commits or vanishes together, however many features take part.
public final class Database {
    private final DataSource dataSource;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    private Database(DataSource dataSource) {
        this.dataSource = dataSource;
        this.sql = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public static Database over(DataSource dataSource) {
        return new Database(dataSource);
    }

    /// Statements with named parameters; each is its own transaction unless one is open on this thread.
    public JdbcClient sql() {
        return sql;
    }

    /// Runs `work` in one transaction (or in the one already open on this thread): commits when it returns, rolls back
    /// when it throws.
    public <T extends @org.jspecify.annotations.Nullable Object> T transaction(Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    /// As [#transaction(Supplier)], for work without a result.
    public void transaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }

    /// For code that needs plain JDBC. A connection from here does not join a thread's transaction;
    /// use Spring's `DataSourceUtils` for one that does.
    public DataSource dataSource() {
        return dataSource;
    }

    /// Brings the tables of one module up to date: schema `module`, scripts `skyhall/<module>/migration/V*.sql`.
    ///
    /// @throws skyhall.platform.fault.FaultException when a newer version of Skyhall, or somebody else, has changed
    ///     the tables (SCHEMA_NEWER, SCHEMA_DIFFERS); nothing was touched then
    public void migrate(String module) {
        Migrations.run(dataSource, module);
    }
}
