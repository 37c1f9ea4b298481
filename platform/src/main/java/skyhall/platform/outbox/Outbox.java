package skyhall.platform.outbox;

import java.sql.Timestamp;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skyhall.platform.database.Database;

/// Where events are published. Safe for many threads.
///
/// **In the effect's own commit.** [#publish] joins the transaction that is open on the thread; the event exists if
/// and only if that transaction commits. Outside a transaction it is a programming mistake and throws.
///
/// **Order.** Two events of one key are delivered in the order of their publishing when the second was published
/// after
/// the first committed, or later in the same transaction. So publish while you hold whatever serialises changes of
/// the
/// key (usually the lock on its row, which the change itself takes); two transactions that publish for one key
/// without any such lock have no order to keep.
///
/// **One statement for hot paths.** The effect and its event may be one statement; select from the effect, so that
/// the
/// event's id is taken after the effect's row is locked, leave `id` and `event_id` to their defaults, and call
/// [#wake()] after the commit:
/// ```sql
/// WITH effect AS (INSERT INTO storage.version (...) VALUES (...) RETURNING ...)
/// INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
/// SELECT 'storage.object', :key, :organisation, 'Created', 1, CAST(:payload AS json), :at FROM effect
/// ```
/// A table with the rules of [OutboxEvent] is the contract there; nobody checks them.
///
/// **Cost.** One row and one index entry. There is no `NOTIFY`: PostgreSQL makes committing transactions that notify
/// queue up behind one lock, which would undo the group commit of the puts. Subscribers in this process are woken
/// directly after the commit, those in others look every `outbox.poll`.
public final class Outbox {
    private static final String INSERT = """
            INSERT INTO platform.outbox (event_id, topic, key, organisation, type, version, payload, occurred_at)
            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS json), ?)""";

    private final Database database;
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

    public Outbox(Database database) {
        this.database = database;
    }

    /// Publishes with the transaction that is open on this thread.
    ///
    /// @throws IllegalStateException when none is open: an event without an effect is a mistake
    public void publish(OutboxEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is published inside the transaction of its effect");
        }
        database.sql()
                .sql(INSERT)
                .params(
                        event.eventId(),
                        event.topic(),
                        event.key(),
                        event.organisation().value(),
                        event.type(),
                        event.version(),
                        event.payload(),
                        Timestamp.from(event.occurredAt()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new Waking());
    }

    /// Tells the subscribers in this process that something was committed. Only for events written by SQL of your
    /// own.
    public void wake() {
        sleepers.forEach(Runnable::run);
    }

    void onCommit(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    void forget(Runnable sleeper) {
        sleepers.remove(sleeper);
    }

    private final class Waking implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            wake();
        }
    }
}
