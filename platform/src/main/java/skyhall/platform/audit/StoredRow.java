package skyhall.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

/// Reads a record from a row of `platform.audit_record`.
final class StoredRow {
    private StoredRow() {}

    static StoredRecord read(ResultSet row, int number) throws SQLException {
        return new StoredRecord(
                row.getLong("id"),
                new AuditRecord(
                        new OrganisationId(row.getLong("organisation")),
                        row.getTimestamp("occurred_at").toInstant(),
                        actor(row),
                        row.getString("action"),
                        row.getString("subject"),
                        AuditOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getString("request_id"),
                        row.getString("remote_address"),
                        row.getString("details")));
    }

    private static AuditActor actor(ResultSet row) throws SQLException {
        String kind = row.getString("actor_kind");
        return switch (kind) {
            case "principal" ->
                new AuditActor.Known(new PrincipalId(row.getLong("actor_id")), row.getString("actor_name"));
            case "system" -> new AuditActor.Machine(row.getString("actor_name"));
            case "anonymous" -> new AuditActor.Unknown();
            default -> throw new IllegalStateException("no such actor: " + kind);
        };
    }
}
