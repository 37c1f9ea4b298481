package skyhall.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.database.Database;
import skyhall.platform.lease.Lease;
import skyhall.platform.lease.LeaseLost;
import skyhall.platform.lease.Leases;

/// Brings events to one subscriber, a batch or a parked event at a time. Each round is one transaction that is fenced
/// by
/// the lease, so a process that lost its role in the middle writes nothing.
///
/// A batch that fails is rolled back and its events are given one by one; the one that fails alone is parked.
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(2);
    /// Where nothing happens, the rest grows to this many polls.
    private static final int IDLE = 5;

    private static final int LONGEST_REASON = 2000;

    private final Database database;
    private final Subscriber subscriber;
    private final SubscriberCursor cursor;
    private final OutboxParking parking;
    private final CommitFence fence;
    private final Leases leases;
    private final OutboxLimits limits;
    private int givenAlone;
    private long place = -1;
    private long retriesLookedNanos = System.nanoTime() - Duration.ofHours(1).toNanos();
    private Duration look = FIRST_LOOK;

    /// The consumer threw; not the database around it.
    private static final class ConsumerFailed extends RuntimeException {
        private final int events;

        ConsumerFailed(int events, Throwable cause) {
            super(cause);
            this.events = events;
        }
    }

    Delivery(
            Database database,
            Subscriber subscriber,
            OutboxParking parking,
            CommitFence fence,
            Leases leases,
            OutboxLimits limits) {
        this.database = database;
        this.subscriber = subscriber;
        this.cursor = new SubscriberCursor(database, subscriber);
        this.parking = parking;
        this.fence = fence;
        this.leases = leases;
        this.limits = limits;
    }

    /// One round; answers how long to rest.
    Duration round(Lease lease) {
        long end = fence.settled();
        boolean retried = retry(lease);
        boolean delivered = end > place && deliver(lease, end);
        if (retried || delivered) {
            look = FIRST_LOOK;
            return Duration.ZERO;
        }
        Duration longest = fence.waiting() ? limits.poll() : limits.poll().multipliedBy(IDLE);
        Duration shortest = fence.waiting() ? FIRST_LOOK : limits.poll();
        Duration rest = look.compareTo(shortest) < 0 ? shortest : look.compareTo(longest) > 0 ? longest : look;
        look = rest.multipliedBy(2);
        return rest;
    }

    /// Forgets what is known of the cursor: another process may have moved it.
    void newTurn() {
        place = -1;
    }

    private boolean deliver(Lease lease, long end) {
        int most = givenAlone > 0 ? 1 : limits.batch();
        try {
            long before = place;
            place = database.transaction(() -> batch(lease, end, most));
            givenAlone = Math.max(0, givenAlone - 1);
            return place != before;
        } catch (ConsumerFailed failure) {
            if (failure.events > 1) {
                givenAlone = failure.events;
            } else {
                park(lease, end, failure);
            }
            return true;
        }
    }

    private long batch(Lease lease, long end, int most) {
        leases.fence(lease);
        long from = cursor.place();
        List<Published> events = cursor.next(from, end, most);
        long to = events.size() == most ? events.getLast().id() : Math.max(from, end);
        if (!events.isEmpty()) {
            Set<Long> blocked = parking.blocked(subscriber.name(), events);
            if (!blocked.isEmpty()) {
                parking.parkWaiting(subscriber.name(), blocked);
            }
            give(events.stream().filter(event -> !blocked.contains(event.id())).toList());
        }
        if (to != from) {
            cursor.moveTo(to);
        }
        return to;
    }

    private void give(List<Published> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            subscriber.consumer().consume(events);
        } catch (LeaseLost e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ConsumerFailed(events.size(), e);
        }
    }

    /// Parks the first event after the cursor that is not blocked: the one that has just failed alone.
    private void park(Lease lease, long end, ConsumerFailed failure) {
        place = database.transaction(() -> {
            leases.fence(lease);
            List<Published> events = cursor.next(cursor.place(), end, limits.batch());
            Set<Long> blocked = parking.blocked(subscriber.name(), events);
            Published failed = events.stream()
                    .filter(event -> !blocked.contains(event.id()))
                    .findFirst()
                    .orElseThrow();
            blocked.removeIf(id -> id > failed.id());
            parking.parkWaiting(subscriber.name(), blocked);
            parking.parkFailed(subscriber.name(), failed.id(), reason(failure));
            cursor.moveTo(failed.id());
            return failed.id();
        });
        LOG.warn("{} cannot take event {}; it is parked and tried again", subscriber.name(), place, failure.getCause());
    }

    private boolean retry(Lease lease) {
        long now = System.nanoTime();
        if (now - retriesLookedNanos < limits.poll().toNanos()) {
            return false;
        }
        boolean found = parking.anyDue(subscriber.name()) && retryOne(lease);
        retriesLookedNanos = found ? retriesLookedNanos : now;
        return found;
    }

    private boolean retryOne(Lease lease) {
        try {
            return database.transaction(() -> {
                leases.fence(lease);
                Optional<ParkedEvent> due = parking.due(subscriber.name());
                due.ifPresent(parked -> {
                    if (parked.state() == ParkedEvent.State.RETRYING) {
                        give(List.of(parked.published()));
                    }
                    parking.done(parked);
                });
                return due.isPresent();
            });
        } catch (ConsumerFailed failure) {
            database.transaction(() -> {
                leases.fence(lease);
                parking.due(subscriber.name()).ifPresent(parked -> parking.failedAgain(parked, reason(failure)));
            });
            return true;
        }
    }

    private static String reason(ConsumerFailed failure) {
        String text = String.valueOf(failure.getCause()).replace("\0", "");
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }
}
