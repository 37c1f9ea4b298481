package skyhall.platform.outbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import skyhall.platform.database.Database;
import skyhall.platform.lease.Lease;
import skyhall.platform.lease.Leases;

/// Deletes events that every subscriber has passed and that are older than `outbox.keep`, oldest first, in small
/// transactions. Remembers how far it came, so that it never searches through its own dead rows.
final class OutboxRetention {
    private static final int MOST = 5000;
    private static final Duration REST = Duration.ofMinutes(1);
    private static final String DELETE = """
            WITH oldest AS (
                SELECT id, occurred_at FROM platform.outbox WHERE id > :done AND id <=
                       (SELECT coalesce(min(cursor_id), 9223372036854775807) FROM platform.outbox_subscriber)
                ORDER BY id LIMIT :most),
            gone AS (DELETE FROM platform.outbox WHERE id IN
                     (SELECT id FROM oldest WHERE id <
                      (SELECT coalesce(min(id), 9223372036854775807) FROM oldest WHERE occurred_at >= :limit))
                     RETURNING id)
            SELECT max(id) AS last, count(*) AS deleted FROM gone""";

    private final Database database;
    private final Leases leases;
    private final InstantSource clock;
    private final Duration keep;
    private long done;

    OutboxRetention(Database database, Leases leases, InstantSource clock, Duration keep) {
        this.database = database;
        this.leases = leases;
        this.clock = clock;
        this.keep = keep;
    }

    Duration round(Lease lease) {
        long deleted = database.transaction(() -> {
            leases.fence(lease);
            return delete();
        });
        return deleted == MOST ? Duration.ZERO : REST;
    }

    private long delete() {
        return database.sql()
                .sql(DELETE)
                .param("done", done)
                .param("most", MOST)
                .param("limit", Timestamp.from(clock.instant().minus(keep)))
                .query((row, _) -> {
                    done = Math.max(done, row.getLong("last"));
                    return row.getLong("deleted");
                })
                .single();
    }
}
