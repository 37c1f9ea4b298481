package skyhall.platform.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import skyhall.platform.database.Database;

/// Hands out roles by rows of `platform.lease`. Safe for many threads and many processes.
///
/// A lease runs out by the database's clock, so that servers need not agree on the time. A process that slept through
/// its lease may still believe in it; that is why every write it makes stands in a transaction that calls [#fence]
/// first. The fence locks the row until that transaction ends: a taker never waits for it, it comes back later.
public final class Leases {
    private static final String TAKE = """
            INSERT INTO platform.lease AS l (name, holder, epoch, expires_at)
            VALUES (:name, :holder, 1, clock_timestamp() + :millis * interval '1 millisecond')
            ON CONFLICT (name) DO NOTHING RETURNING epoch""";
    private static final String TAKE_OVER = """
            UPDATE platform.lease SET holder = :holder, epoch = epoch + 1,
                   expires_at = clock_timestamp() + :millis * interval '1 millisecond'
            WHERE name = (SELECT name FROM platform.lease
                          WHERE name = :name AND expires_at < clock_timestamp() FOR UPDATE SKIP LOCKED)
            RETURNING epoch""";
    private static final String RENEW = """
            UPDATE platform.lease SET expires_at = clock_timestamp() + :millis * interval '1 millisecond'
            WHERE name = :name AND holder = :holder AND epoch = :epoch""";
    private static final String RELEASE = """
            UPDATE platform.lease SET expires_at = '-infinity'
            WHERE name = :name AND holder = :holder AND epoch = :epoch""";
    private static final String FENCE =
            "SELECT true FROM platform.lease WHERE name = :name AND holder = :holder AND epoch = :epoch FOR SHARE";

    private final Database database;
    private final String holder;

    /// @param process a name for people (host and port); a random part is added, so two starts never share a lease
    public Leases(Database database, String process) {
        this.database = database;
        this.holder = process + "#" + UUID.randomUUID();
    }

    /// This process as it stands in the rows.
    public String holder() {
        return holder;
    }

    /// Takes the role when nobody holds it or its holder's time is over; empty otherwise. Never waits. Not
    /// re-entrant:
    /// a second call by the holder itself finds the role taken.
    public Optional<Lease> take(String name, Duration time) {
        Optional<Long> epoch = ask(TAKE_OVER, name, time);
        return epoch.or(() -> ask(TAKE, name, time)).map(number -> new Lease(name, holder, number));
    }

    private Optional<Long> ask(String sql, String name, Duration time) {
        return database.sql()
                .sql(sql)
                .param("name", name)
                .param("holder", holder)
                .param("millis", time.toMillis())
                .query(Long.class)
                .optional();
    }

    /// Holds the role for another `time` from now. False when another process has taken it; true also when our own
    /// time was over but nobody came.
    public boolean renew(Lease lease, Duration time) {
        return database.sql()
                        .sql(RENEW)
                        .param("name", lease.name())
                        .param("holder", lease.holder())
                        .param("epoch", lease.epoch())
                        .param("millis", time.toMillis())
                        .update()
                == 1;
    }

    /// Gives the role back, so that the next taker need not wait. Harmless when it was lost already.
    public void release(Lease lease) {
        database.sql()
                .sql(RELEASE)
                .param("name", lease.name())
                .param("holder", lease.holder())
                .param("epoch", lease.epoch())
                .update();
    }

    /// Call first inside a transaction: until it ends nobody can take the role.
    ///
    /// @throws LeaseLost when the role has changed hands
    public void fence(Lease lease) {
        boolean held = database.sql()
                .sql(FENCE)
                .param("name", lease.name())
                .param("holder", lease.holder())
                .param("epoch", lease.epoch())
                .query(Boolean.class)
                .optional()
                .isPresent();
        if (!held) {
            throw new LeaseLost(lease);
        }
    }
}
