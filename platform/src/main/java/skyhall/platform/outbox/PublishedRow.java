package skyhall.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import skyhall.platform.identity.OrganisationId;

/// Reads an event from a row of `platform.outbox` or `platform.outbox_parked`.
final class PublishedRow {
    private PublishedRow() {}

    static Published read(ResultSet row, int number) throws SQLException {
        return new Published(
                row.getLong("id"),
                new OutboxEvent(
                        row.getObject("event_id", UUID.class),
                        row.getString("topic"),
                        row.getString("key"),
                        new OrganisationId(row.getLong("organisation")),
                        row.getString("type"),
                        row.getInt("version"),
                        row.getString("payload"),
                        row.getTimestamp("occurred_at").toInstant()));
    }
}
