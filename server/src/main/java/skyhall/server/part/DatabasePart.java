package skyhall.server.part;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import skyhall.platform.database.DatabaseSource;
import skyhall.platform.database.PostgresState;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthCheck;
import skyhall.platform.settings.Settings;

/// The database, embedded or external, with the tables of all modules brought up to date.
public final class DatabasePart implements Part {
    /// Modules with tables, the lowest first.
    public static final List<String> MODULES = List.of("platform", "portal", "storage");

    private final Settings settings;
    private final DataDirectory directory;
    private final AtomicReference<PostgresState> state = new AtomicReference<>(new PostgresState.Stopped());
    private @Nullable DatabaseSource source;

    public DatabasePart(Settings settings, DataDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void start() {
        DatabaseSource opened = DatabaseSource.open(settings, directory.lock(), state::set);
        source = opened;
        try {
            MODULES.forEach(opened.database()::migrate);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Only between start and stop.
    public Database database() {
        if (source == null) {
            throw new IllegalStateException("the database is not open");
        }
        return source.database();
    }

    @Override
    public void stop() {
        if (source != null) {
            source.close();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("database", this::health));
    }

    private Health health() {
        PostgresState now = source == null ? state.get() : source.state();
        return switch (now) {
            case PostgresState.Ready _ -> Health.ready();
            case PostgresState.Starting _ -> new Health.NotReady("The database is starting.");
            case PostgresState.Recovering _ -> new Health.NotReady("The database is recovering after a crash.");
            case PostgresState.Failed(String reason) -> new Health.NotReady("The database failed: " + reason);
            case PostgresState.Stopped _ -> new Health.NotReady("The database is stopped.");
        };
    }
}
