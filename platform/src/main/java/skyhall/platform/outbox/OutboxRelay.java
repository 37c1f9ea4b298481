package skyhall.platform.outbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import skyhall.platform.database.Database;
import skyhall.platform.lease.LeasedLoop;
import skyhall.platform.lease.Leases;

/// Brings events to subscribers: at least once, in order within a key, each subscriber at its own pace.
///
/// Each subscriber is served by one process at a time, held by a lease named `outbox/<subscriber>`; when that process
/// dies, another goes on after `outbox.lease`. Batches commit with the cursor. An event that the consumer cannot take
/// alone is parked and tried again with growing rests, and after `outbox.attempts` tries it is dead until a person
/// decides; meanwhile later events of the same key wait and all other keys go on, see [OutboxParking].
///
/// A subscriber that nobody serves any more holds back the deletion of old events: [#forget] it.
public final class OutboxRelay implements AutoCloseable {
    private final Database database;
    private final Outbox outbox;
    private final Leases leases;
    private final InstantSource clock;
    private final OutboxLimits limits;
    private final OutboxParking parking;
    private final CommitFence fence;
    private final LeasedLoop retention;
    private final Map<String, LeasedLoop> loops = new LinkedHashMap<>();
    private final Map<String, Runnable> wakers = new LinkedHashMap<>();
    private boolean started;

    public OutboxRelay(Database database, Outbox outbox, Leases leases, InstantSource clock, OutboxLimits limits) {
        this.database = database;
        this.outbox = outbox;
        this.leases = leases;
        this.clock = clock;
        this.limits = limits;
        this.parking = new OutboxParking(database, clock, limits);
        this.fence = new CommitFence(database, "platform.outbox");
        OutboxRetention deleting = new OutboxRetention(database, leases, clock, limits.keep());
        this.retention = new LeasedLoop("outbox/retention", leases, limits.lease(), deleting::round);
    }

    /// Adds a subscriber; its place is remembered from the moment this returns, also when [#start()] comes later.
    ///
    /// @throws IllegalArgumentException when the name is taken in this process
    public synchronized void subscribe(Subscriber subscriber) {
        new SubscriberCursor(database, subscriber).remember(clock);
        Delivery delivery = new Delivery(database, subscriber, parking, fence, leases, limits);
        AtomicLong epoch = new AtomicLong();
        LeasedLoop loop = new LeasedLoop("outbox/" + subscriber.name(), leases, limits.lease(), lease -> {
            if (epoch.getAndSet(lease.epoch()) != lease.epoch()) {
                delivery.newTurn();
            }
            return delivery.round(lease);
        });
        if (loops.putIfAbsent(subscriber.name(), loop) != null) {
            throw new IllegalArgumentException("subscribed twice: " + subscriber.name());
        }
        Runnable waker = loop::wake;
        wakers.put(subscriber.name(), waker);
        outbox.onCommit(waker);
        if (started) {
            loop.start();
        }
    }

    public synchronized void start() {
        started = true;
        loops.values().forEach(LeasedLoop::start);
        retention.start();
    }

    /// Forgets a subscriber that exists no more, with its cursor and its parked events. True when it was known.
    public boolean forget(String name) {
        return database.sql()
                        .sql("DELETE FROM platform.outbox_subscriber WHERE name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /// The events that subscribers could not take.
    public OutboxParking parking() {
        return parking;
    }

    /// How every subscriber is doing, also those that other processes serve.
    public List<OutboxStatus> statuses() {
        return database.sql()
                .sql("""
                        SELECT s.name, greatest(0, newest.id - s.cursor_id) AS behind,
                               count(*) FILTER (WHERE p.state = 'retrying') AS retrying,
                               count(*) FILTER (WHERE p.state = 'waiting') AS waiting,
                               count(*) FILTER (WHERE p.state = 'dead') AS dead
                        FROM platform.outbox_subscriber s
                        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM platform.outbox) newest
                        LEFT JOIN platform.outbox_parked p ON p.subscriber = s.name
                        GROUP BY s.name, s.cursor_id, newest.id ORDER BY s.name""")
                .query((row, _) -> new OutboxStatus(
                        row.getString("name"),
                        row.getLong("behind"),
                        row.getLong("retrying"),
                        row.getLong("waiting"),
                        row.getLong("dead")))
                .list();
    }

    /// Lets the running batches end and gives the roles back, so that another process goes on at once.
    @Override
    public synchronized void close() {
        wakers.values().forEach(outbox::forget);
        loops.values().forEach(LeasedLoop::close);
        retention.close();
    }
}
