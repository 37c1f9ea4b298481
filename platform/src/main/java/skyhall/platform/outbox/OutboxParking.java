package skyhall.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.database.Database;

/// The events that subscribers could not take, for operators and for the relay.
///
/// The order within a key is never broken: while the first event of a key retries or is dead, the later ones of that
/// key
/// wait behind it and all other keys go on. A dead event is decided by a person: [#replay] after mending the cause,
/// or
/// [#discard], which lets the key go on without it.
public final class OutboxParking {
    private final Database database;
    private final InstantSource clock;
    private final OutboxLimits limits;

    public OutboxParking(Database database, InstantSource clock, OutboxLimits limits) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
    }

    /// A page of parked events with ids above `afterId`, ids growing.
    public List<ParkedEvent> list(String subscriber, long afterId, int most) {
        return database.sql()
                .sql("""
                        SELECT * FROM platform.outbox_parked WHERE subscriber = :subscriber AND id > :after
                        ORDER BY id LIMIT :most""")
                .param("subscriber", subscriber)
                .param("after", afterId)
                .param("most", most)
                .query(OutboxParking::read)
                .list();
    }

    /// Has a dead event tried again now, with its attempts counted anew. False when it is not dead (any more).
    public boolean replay(String subscriber, long id) {
        return database.sql()
                        .sql("""
                                UPDATE platform.outbox_parked
                                SET state = 'retrying', attempts = 0, next_attempt_at = :now
                                WHERE subscriber = :subscriber AND id = :id AND state = 'dead'""")
                        .param("now", now())
                        .param("subscriber", subscriber)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Throws a dead event away for this subscriber and lets its key go on. False when it is not dead (any more). The
    /// relay carries it out, so that no event can slip in behind a head that is just going.
    public boolean discard(String subscriber, long id) {
        return database.sql()
                        .sql("""
                                UPDATE platform.outbox_parked SET state = 'discarded', next_attempt_at = :now
                                WHERE subscriber = :subscriber AND id = :id AND state = 'dead'""")
                        .param("now", now())
                        .param("subscriber", subscriber)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Whether [#due] would find something.
    boolean anyDue(String subscriber) {
        return database.sql()
                .sql("""
                        SELECT EXISTS (SELECT 1 FROM platform.outbox_parked
                        WHERE subscriber = :subscriber AND next_attempt_at <= :now)""")
                .param("subscriber", subscriber)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /// An event whose next try is due, locked until the transaction ends.
    Optional<ParkedEvent> due(String subscriber) {
        return database.sql()
                .sql("""
                        SELECT * FROM platform.outbox_parked
                        WHERE subscriber = :subscriber AND next_attempt_at <= :now
                        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE""")
                .param("subscriber", subscriber)
                .param("now", now())
                .query(OutboxParking::read)
                .optional();
    }

    /// Those of the events whose key has something parked.
    Set<Long> blocked(String subscriber, List<Published> events) {
        Set<Long> ids = new HashSet<>();
        if (!isEmpty(subscriber)) {
            ids.addAll(database.sql()
                    .sql("""
                            SELECT e.id FROM platform.outbox e WHERE e.id = ANY (:ids) AND EXISTS
                            (SELECT 1 FROM platform.outbox_parked p
                             WHERE p.subscriber = :subscriber AND p.topic = e.topic AND p.key = e.key)""")
                    .param("ids", events.stream().map(Published::id).toArray(Long[]::new))
                    .param("subscriber", subscriber)
                    .query(Long.class)
                    .list());
        }
        return ids;
    }

    private boolean isEmpty(String subscriber) {
        return !database.sql()
                .sql("SELECT EXISTS (SELECT 1 FROM platform.outbox_parked WHERE subscriber = :subscriber)")
                .param("subscriber", subscriber)
                .query(Boolean.class)
                .single();
    }

    /// Parks events behind the head of their key.
    void parkWaiting(String subscriber, Set<Long> ids) {
        database.sql()
                .sql(PARK.formatted("'waiting', 0, NULL", "''", "o.id = ANY (:ids)"))
                .param("subscriber", subscriber)
                .param("now", now())
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /// Parks an event that has just failed alone for the first time.
    void parkFailed(String subscriber, long id, String reason) {
        database.sql()
                .sql(PARK.formatted("'retrying', 1, :next", ":reason", "o.id = :id"))
                .param("subscriber", subscriber)
                .param("now", now())
                .param("next", Timestamp.from(clock.instant().plus(limits.restAfter(1))))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    private static final String PARK = """
            INSERT INTO platform.outbox_parked (subscriber, id, occurred_at, event_id, organisation, version, topic, key,
                   type, payload, state, attempts, next_attempt_at, reason, parked_at)
            SELECT :subscriber, o.id, o.occurred_at, o.event_id, o.organisation, o.version, o.topic, o.key,
                   o.type, o.payload, %s, %s, :now FROM platform.outbox o WHERE %s""";

    /// A parked event failed again: it rests longer, or is dead.
    void failedAgain(ParkedEvent parked, String reason) {
        int attempts = parked.attempts() + 1;
        boolean dead = attempts >= limits.attempts();
        database.sql()
                .sql("""
                        UPDATE platform.outbox_parked SET state = :state, attempts = :attempts, reason = :reason,
                               next_attempt_at = CASE WHEN :dead THEN NULL ELSE CAST(:next AS timestamptz) END
                        WHERE subscriber = :subscriber AND id = :id""")
                .param("state", dead ? "dead" : "retrying")
                .param("attempts", attempts)
                .param("reason", reason)
                .param("dead", dead)
                .param("next", Timestamp.from(clock.instant().plus(limits.restAfter(attempts))))
                .param("subscriber", parked.subscriber())
                .param("id", parked.published().id())
                .update();
    }

    /// The event is taken or discarded: the next of its key becomes the head and is tried at once.
    void done(ParkedEvent parked) {
        database.sql()
                .sql("DELETE FROM platform.outbox_parked WHERE subscriber = :subscriber AND id = :id")
                .param("subscriber", parked.subscriber())
                .param("id", parked.published().id())
                .update();
        database.sql()
                .sql("""
                        UPDATE platform.outbox_parked SET state = 'retrying', next_attempt_at = :now
                        WHERE subscriber = :subscriber AND state = 'waiting' AND id =
                        (SELECT min(id) FROM platform.outbox_parked
                         WHERE subscriber = :subscriber AND topic = :topic AND key = :key)""")
                .param("now", now())
                .param("subscriber", parked.subscriber())
                .param("topic", parked.published().event().topic())
                .param("key", parked.published().event().key())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static ParkedEvent read(ResultSet row, int number) throws SQLException {
        Timestamp next = row.getTimestamp("next_attempt_at");
        return new ParkedEvent(
                row.getString("subscriber"),
                PublishedRow.read(row, number),
                ParkedEvent.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                next == null ? null : next.toInstant(),
                row.getString("reason"),
                row.getTimestamp("parked_at").toInstant());
    }
}
