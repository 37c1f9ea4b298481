package skyhall.platform.webhook;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import skyhall.platform.database.Database;

/// A call that this process claimed: what goes where.
///
/// @param secrets that are valid now, the newest first
record DueCall(
        long delivery,
        long webhook,
        String url,
        UUID eventId,
        String body,
        int attempts,
        Instant queuedAt,
        Optional<Instant> failingSince,
        List<String> secrets) {
    /// Claims by moving the next attempt behind the longest time a call can take: if this process dies, the call is
    /// due
    /// again by itself. Each webhook gives at most a few, so that none takes every place.
    private static final String CLAIM = """
            WITH due AS (
                SELECT d.id FROM platform.webhook w CROSS JOIN LATERAL
                    (SELECT id FROM platform.webhook_delivery WHERE webhook = w.id AND state = 'waiting'
                     AND next_attempt_at <= :now ORDER BY next_attempt_at LIMIT :each FOR UPDATE SKIP LOCKED) d
                WHERE w.state = 'active' AND w.id <> ALL (:busy) LIMIT :most),
            claimed AS (
                UPDATE platform.webhook_delivery SET next_attempt_at = :until, attempts = attempts + 1
                WHERE id IN (SELECT id FROM due) RETURNING *)
            SELECT c.*, w.url, w.failing_since, w.sealed_secret,
                   CASE WHEN w.previous_until > :now THEN w.sealed_previous END AS sealed_previous
            FROM claimed c JOIN platform.webhook w ON w.id = c.webhook ORDER BY c.id""";

    static List<DueCall> claim(
            Database database,
            WebhookSecrets secrets,
            Instant now,
            Duration longestCall,
            Collection<Long> busy,
            int most) {
        return database.sql()
                .sql(CLAIM)
                .param("now", Timestamp.from(now))
                .param("each", WebhookLimits.AT_ONCE_PER_WEBHOOK)
                .param("busy", busy.toArray(Long[]::new))
                .param("most", most)
                .param("until", Timestamp.from(now.plus(longestCall)))
                .query((row, _) -> {
                    long webhook = row.getLong("webhook");
                    List<String> valid = new ArrayList<>();
                    valid.add(secrets.open(webhook, row.getBytes("sealed_secret")));
                    byte[] previous = row.getBytes("sealed_previous");
                    if (previous != null) {
                        valid.add(secrets.openPrevious(webhook, previous));
                    }
                    return new DueCall(
                            row.getLong("id"),
                            webhook,
                            row.getString("url"),
                            row.getObject("event_id", UUID.class),
                            row.getString("body"),
                            row.getInt("attempts"),
                            row.getTimestamp("queued_at").toInstant(),
                            Optional.ofNullable(row.getTimestamp("failing_since"))
                                    .map(Timestamp::toInstant),
                            valid);
                })
                .list();
    }
}
