package skyhall.platform.webhook;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import skyhall.platform.identity.OrganisationId;

/// Reads rows of the webhook tables.
final class WebhookTable {
    private WebhookTable() {}

    static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getLong("id"),
                new OrganisationId(row.getLong("organisation")),
                row.getString("url"),
                texts(row.getArray("topics")),
                texts(row.getArray("types")),
                Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                Optional.ofNullable(row.getTimestamp("failing_since")).map(Timestamp::toInstant),
                row.getTimestamp("created_at").toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    static WebhookDelivery delivery(ResultSet row, List<WebhookDelivery.Attempt> log) throws SQLException {
        return new WebhookDelivery(
                row.getLong("id"),
                row.getLong("webhook"),
                row.getObject("event_id", UUID.class),
                row.getString("topic"),
                row.getString("type"),
                row.getString("body"),
                WebhookDelivery.State.valueOf(
                        row.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("next_attempt_at").toInstant(),
                log);
    }

    static WebhookDelivery.Attempt attempt(ResultSet row, int number) throws SQLException {
        Instant at = row.getTimestamp("attempted_at").toInstant();
        int status = row.getInt("status");
        OptionalInt known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
        return new WebhookDelivery.Attempt(
                at, row.getLong("millis"), known, row.getString("answer"), row.getString("failure"));
    }
}
