package skyhall.platform.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import skyhall.platform.database.Database;

/// Carries out changes to identity one after the other, in the whole installation: a transaction each, with a lock in
/// the database that it holds to its end. So every change may check first and act then. A change that refuses must
/// refuse before its first write: it may be part of a larger transaction that goes on.
final class Changes {
    /// Any number that no other feature uses for an advisory lock: "skyident" in ASCII.
    private static final long LOCK = 0x736B796964656E74L;

    private final Database database;
    private final InstantSource clock;
    private final IdentityJournal journal;

    Changes(Database database, InstantSource clock, IdentityJournal journal) {
        this.database = database;
        this.clock = clock;
        this.journal = journal;
    }

    <T> T make(Supplier<T> change) {
        return database.transaction(() -> {
            database.sql()
                    .sql("SELECT pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((_, _) -> LOCK)
                    .single();
            return change.get();
        });
    }

    JdbcClient sql() {
        return database.sql();
    }

    Database database() {
        return database;
    }

    void record(String action, String subject, Actor actor, String organisation, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("organisation", organisation);
        journal.record(action, subject, actor.text(), details);
    }

    Instant instant() {
        return clock.instant();
    }

    OffsetDateTime now() {
        return instant().atOffset(ZoneOffset.UTC);
    }
}
