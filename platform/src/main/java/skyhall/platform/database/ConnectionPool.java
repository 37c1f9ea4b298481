package skyhall.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import skyhall.platform.settings.Settings;

/// The bounded pool of connections. Every wait in it ends: for a free connection, for a connection to open, for an
/// answer. A gone database is a `SQLTransientConnectionException` after `patience`, never a hanging request.
///
/// @param size connections at most
/// @param patience how long a borrower waits
/// @param answerWait how long a silent database is waited for within a statement; zero for ever
record ConnectionPool(int size, Duration patience, Duration answerWait) {
    /// Connections kept open when there is nothing to do.
    private static final int IDLE_CONNECTIONS = 2;

    static ConnectionPool of(Settings settings) {
        return new ConnectionPool(
                settings.get(DatabaseSettings.POOL_SIZE),
                settings.get(DatabaseSettings.CONNECTION_WAIT),
                settings.get(DatabaseSettings.ANSWER_WAIT));
    }

    /// Sets the time limits of single connections, where the address does not set them itself.
    PGSimpleDataSource limit(PGSimpleDataSource source) {
        int waitSeconds = (int) Math.max(1, patience.toSeconds());
        source.setConnectTimeout(waitSeconds);
        source.setLoginTimeout(waitSeconds);
        source.setTcpKeepAlive(true);
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout((int) answerWait.toSeconds());
        }
        if (source.getApplicationName() == null) {
            source.setApplicationName("skyhall");
        }
        return source;
    }

    HikariDataSource over(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("skyhall-database");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, IDLE_CONNECTIONS));
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setValidationTimeout(Math.max(250, Math.min(1000, patience.toMillis())));
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
