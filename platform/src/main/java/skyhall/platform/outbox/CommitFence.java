package skyhall.platform.outbox;

import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;

/// Tells up to which id a table that many transactions append to is settled: no row at or below it can still appear.
///
/// **The trap.** Ids are handed out when a row is inserted and become visible when its transaction commits. A slow
/// transaction holds id 7 while a quick one commits id 8; a reader whose cursor moved to 8 never sees 7.
///
/// **Why not order by transaction number.** Reading only rows of transactions older than
/// `pg_snapshot_xmin` loses nothing, but must order by (transaction, id), and that breaks the order within a key: a
/// transaction may get its number early, wait for a row lock, and publish after a younger one. Here ids alone give
/// the
/// order; they are taken under the row's lock.
///
/// **The rule.** Read the greatest visible id, *then* take a fresh transaction number `x`. Every lower id was taken
/// before the greatest one was committed, and by a transaction that had its number before its id (the column's
/// default
/// makes sure), so by one with a number below `x`. Once `pg_snapshot_xmin` has reached `x`, all of those have ended:
/// what they wrote is visible or will never be. The price: a transaction that writes for minutes anywhere in the
/// database server holds back every reader for as long. `CommitFenceTest` has the mutants.
public final class CommitFence {
    private final Database database;
    private final String look;
    private long settled;
    private @Nullable Mark mark;

    /// Ids up to `id` are settled once every transaction below `transaction` has ended.
    private record Mark(long id, long transaction) {}

    /// @param table qualified name of a table whose bigint `id` has a default like that of `platform.outbox`; no
    /// input
    /// from strangers
    public CommitFence(Database database, String table) {
        this.database = database;
        this.look = """
                WITH newest AS MATERIALIZED (SELECT coalesce(max(id), 0) AS id FROM %s)
                SELECT id, CASE WHEN id > :settled THEN pg_current_xact_id()::text::bigint ELSE 0 END AS transaction
                FROM newest""".formatted(table);
    }

    /// The greatest id known to be settled; 0 when there is none. Call outside a transaction. Costs one small query
    /// when
    /// nothing is new, two when something is.
    public synchronized long settled() {
        if (mark == null) {
            Mark newest = newest();
            mark = newest.id() > settled ? newest : null;
        }
        Mark waiting = mark;
        if (waiting != null && oldestRunning() >= waiting.transaction()) {
            settled = waiting.id();
            mark = null;
        }
        return settled;
    }

    /// Whether rows are known that are not settled yet: look again soon.
    public synchronized boolean waiting() {
        return mark != null;
    }

    private Mark newest() {
        return database.sql()
                .sql(look)
                .param("settled", settled)
                .query((row, _) -> new Mark(row.getLong("id"), row.getLong("transaction")))
                .single();
    }

    private long oldestRunning() {
        return database.sql()
                .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }
}
