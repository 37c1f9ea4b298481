package skyhall.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Brings one module's schema up to date, and refuses one that this version does not know.
///
/// Each script runs in one transaction together with its line in the history, so a kill leaves it done or not begun
/// and the next start goes on; `MigrationKillTest` kills for real. For this, no script may hold a statement that
/// cannot run in a transaction; `MigrationRulesTest` reads them all.
final class Migrations {
    private Migrations() {}

    static void run(DataSource dataSource, String module) {
        Flyway flyway = Flyway.configure()
                .dataSource(new WithoutTimeLimit(dataSource))
                .schemas(module)
                .defaultSchema(module)
                .locations("classpath:skyhall/" + module + "/migration")
                .table("migration_history")
                .loggers("slf4j")
                .failOnMissingLocations(true)
                .load();
        refuseNewer(flyway, module);
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new FaultException(PlatformFault.SCHEMA_DIFFERS, "Module " + module + ": " + e.getMessage(), e);
        }
    }

    /// Flyway by itself ignores what a newer version has done to the schema and opens it.
    private static void refuseNewer(Flyway flyway, String module) {
        List<String> unknown = Arrays.stream(flyway.info().all())
                .filter(Migrations::isNewer)
                .map(Migrations::version)
                .toList();
        if (!unknown.isEmpty()) {
            throw new FaultException(
                    PlatformFault.SCHEMA_NEWER,
                    "Module " + module + " has the unknown steps " + String.join(", ", unknown) + ".");
        }
    }

    private static boolean isNewer(MigrationInfo step) {
        return step.getState() == MigrationState.FUTURE_SUCCESS || step.getState() == MigrationState.FUTURE_FAILED;
    }

    private static String version(MigrationInfo step) {
        return String.valueOf(step.getVersion());
    }

    /// A step over a large table may be silent for longer than any request may; the pool sets the limit again when
    /// the connection comes back to it.
    private static final class WithoutTimeLimit extends DelegatingDataSource {
        WithoutTimeLimit(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        }
    }
}
