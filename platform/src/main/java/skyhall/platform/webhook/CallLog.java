package skyhall.platform.webhook;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import skyhall.platform.database.Database;

/// Writes down what became of calls, and what follows from it.
final class CallLog {
    private final Database database;
    private final InstantSource clock;
    private final WebhookLimits limits;
    private final RandomGenerator random;

    CallLog(Database database, InstantSource clock, WebhookLimits limits, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.random = random;
    }

    void delivered(DueCall call, WebhookDelivery.Attempt attempt) {
        database.transaction(() -> {
            write(call, attempt);
            end(call, "delivered");
            database.sql()
                    .sql("UPDATE platform.webhook SET failing_since = NULL WHERE id = ? AND failing_since IS NOT NULL")
                    .param(call.webhook())
                    .update();
        });
    }

    void failed(DueCall call, WebhookDelivery.Attempt attempt) {
        Instant now = clock.instant();
        Instant next = now.plus(limits.restAfter(call.attempts(), random));
        database.transaction(() -> {
            write(call, attempt);
            if (next.isAfter(call.queuedAt().plus(limits.giveUp()))) {
                end(call, "given-up");
            } else {
                database.sql()
                        .sql("""
                                UPDATE platform.webhook_delivery SET next_attempt_at = ?
                                WHERE id = ? AND state = 'waiting'""")
                        .params(Timestamp.from(next), call.delivery())
                        .update();
            }
            failing(call, now, attempt);
        });
    }

    private void failing(DueCall call, Instant now, WebhookDelivery.Attempt attempt) {
        Instant since = call.failingSince().orElse(now);
        boolean tooLong = !since.plus(limits.giveUp()).isAfter(now);
        database.sql()
                .sql("""
                        UPDATE platform.webhook SET failing_since = coalesce(failing_since, :now),
                               state = CASE WHEN :disable AND state = 'active' THEN 'disabled' ELSE state END,
                               reason = CASE WHEN :disable AND state = 'active' THEN :reason ELSE reason END
                        WHERE id = :id""")
                .param("now", Timestamp.from(now))
                .param("disable", tooLong)
                .param("reason", "No call arrived since " + since + "; the last one failed so: " + attempt.failure())
                .param("id", call.webhook())
                .update();
    }

    private void end(DueCall call, String state) {
        database.sql()
                .sql("UPDATE platform.webhook_delivery SET state = ?, ended_at = ? WHERE id = ?")
                .params(state, Timestamp.from(clock.instant()), call.delivery())
                .update();
    }

    private void write(DueCall call, WebhookDelivery.Attempt attempt) {
        OptionalInt status = attempt.status();
        database.sql()
                .sql("""
                        INSERT INTO platform.webhook_attempt (delivery, attempted_at, millis, status, answer, failure)
                        VALUES (:delivery, :at, :millis, :status, :answer, :failure)""")
                .param("delivery", call.delivery())
                .param("at", Timestamp.from(attempt.at()))
                .param("millis", attempt.millis())
                .param("status", status.isPresent() ? status.getAsInt() : null, Types.INTEGER)
                .param("answer", attempt.answer())
                .param("failure", attempt.failure())
                .update();
    }

    /// Deletes deliveries older than `webhook.keep`, some at a time.
    void deleteOld(Duration keep) {
        database.sql()
                .sql("""
                        DELETE FROM platform.webhook_delivery WHERE id IN
                        (SELECT id FROM platform.webhook_delivery WHERE created_at < ? AND state <> 'waiting' LIMIT 5000)""")
                .param(Timestamp.from(clock.instant().minus(keep)))
                .update();
    }
}
