package skyhall.platform.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads records that are chained: a record appears here within a second or so of its commit, with its place and
/// hash.
public final class AuditLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EXPORT_PAGE = 1000;
    private static final String PAGE = """
            SELECT c.sequence, c.hash, r.* FROM platform.audit_chain c JOIN platform.audit_record r ON r.id = c.record_id
            WHERE c.organisation = :organisation AND c.sequence %s :edge
              AND (CAST(:from AS timestamptz) IS NULL OR r.occurred_at >= :from)
              AND (CAST(:to AS timestamptz) IS NULL OR r.occurred_at < :to)
              AND (CAST(:actor AS bigint) IS NULL OR r.actor_id = :actor)
              AND (CAST(:action AS text) IS NULL OR starts_with(r.action, :action))
              AND (CAST(:subject AS text) IS NULL OR starts_with(r.subject, :subject))
              AND (CAST(:outcome AS text) IS NULL OR r.outcome = :outcome)
            ORDER BY c.sequence %s LIMIT :most""";

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /// A record in its chain.
    ///
    /// @param sequence its place, from 1
    /// @param hash 32 bytes in lower-case hex
    public record Chained(long sequence, String hash, StoredRecord stored) {}

    /// A page, newest first.
    ///
    /// @param beforeSequence only records before this place; [Long#MAX_VALUE] for the newest
    public List<Chained> page(AuditQuestion question, long beforeSequence, int most) {
        return read(PAGE.formatted("<", "DESC"), question, beforeSequence, most);
    }

    /// Writes every record that fits as one JSON object a line (NDJSON), oldest first, in UTF-8; leaves `out` open.
    ///
    /// @return how many records were written
    public long export(AuditQuestion question, OutputStream out) {
        long written = 0;
        long after = 0;
        List<Chained> page;
        do {
            page = read(PAGE.formatted(">", "ASC"), question, after, EXPORT_PAGE);
            for (Chained chained : page) {
                line(chained, out);
                after = chained.sequence();
                written++;
            }
        } while (page.size() == EXPORT_PAGE);
        return written;
    }

    private List<Chained> read(String sql, AuditQuestion question, long edge, int most) {
        return database.sql()
                .sql(sql)
                .param("organisation", question.organisation().value())
                .param("edge", edge)
                .param("from", time(question.from()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", time(question.to()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "actor",
                        question.actor() == null ? null : question.actor().value(),
                        java.sql.Types.BIGINT)
                .param("action", question.actionStart(), java.sql.Types.VARCHAR)
                .param("subject", question.subjectStart(), java.sql.Types.VARCHAR)
                .param(
                        "outcome",
                        question.outcome() == null ? null : Audit.word(question.outcome()),
                        java.sql.Types.VARCHAR)
                .param("most", most)
                .query(AuditLog::chained)
                .list();
    }

    private static java.time.@Nullable OffsetDateTime time(java.time.@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(java.time.ZoneOffset.UTC);
    }

    private static Chained chained(ResultSet row, int number) throws SQLException {
        return new Chained(
                row.getLong("sequence"), HexFormat.of().formatHex(row.getBytes("hash")), StoredRow.read(row, number));
    }

    private static void line(Chained chained, OutputStream out) {
        AuditRecord record = chained.stored().record();
        ObjectNode line = JSON.createObjectNode()
                .put("sequence", chained.sequence())
                .put("hash", chained.hash())
                .put("recordId", chained.stored().id())
                .put("organisation", record.organisation().value())
                .put("occurredAt", record.occurredAt().toString())
                .put("actorKind", Audit.kind(record.actor()))
                .put("actorId", Audit.actorId(record.actor()))
                .put("actorName", record.actor().name())
                .put("action", record.action())
                .put("subject", record.subject())
                .put("outcome", Audit.word(record.outcome()))
                .put("requestId", record.requestId())
                .put("remoteAddress", record.remoteAddress())
                .put("details", record.details());
        try {
            out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
