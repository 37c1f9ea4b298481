package skyhall.platform.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skyhall.platform.database.Database;

/// Writes records. Safe for many threads; writers never wait for each other or for the chainer.
///
/// Done things are recorded inside the transaction that does them, with [#record]. Things that were refused or failed
/// have no transaction to stand in (theirs rolls back); record them on their own with [#recordRefusal].
///
/// The columns, for a statement that writes its record together with its effect: leave `id` to its default and write
/// `organisation, occurred_at, actor_kind ('principal', 'system', 'anonymous'), actor_id, actor_name, action,
/// subject,
/// outcome ('done', 'refused', 'failed'), request_id, remote_address, details` of `platform.audit_record`.
public final class Audit {
    private static final String INSERT = """
            INSERT INTO platform.audit_record (organisation, occurred_at, actor_kind, actor_id, actor_name, action,
                                               subject, outcome, request_id, remote_address, details)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS json))""";

    private final JdbcTemplate sql;

    public Audit(Database database) {
        this.sql = new JdbcTemplate(database.dataSource());
    }

    /// Records with the transaction that is open on this thread.
    ///
    /// @throws IllegalStateException when none is open, or when the outcome is not [AuditOutcome#DONE] (a refusal
    /// inside
    /// a transaction that rolls back would vanish with it)
    public void record(AuditRecord record) {
        recordAll(List.of(record));
    }

    /// As [#record], for many records in one round trip.
    public void recordAll(List<AuditRecord> records) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a record stands in the transaction of its effect");
        }
        if (records.stream().anyMatch(record -> record.outcome() != AuditOutcome.DONE)) {
            throw new IllegalStateException("a refusal is recorded on its own");
        }
        write(records);
    }

    /// Records something that was refused or failed, in a transaction of its own unless one is open that will commit.
    public void recordRefusal(AuditRecord record) {
        if (record.outcome() == AuditOutcome.DONE) {
            throw new IllegalStateException("what was done is recorded in the transaction that did it");
        }
        write(List.of(record));
    }

    /// Records whatever the outcome, for readers of the outbox that write down what others did, in their batch.
    public void recordObserved(List<AuditRecord> records) {
        write(records);
    }

    private void write(List<AuditRecord> records) {
        sql.batchUpdate(INSERT, records, Math.max(records.size(), 1), Audit::fill);
    }

    private static void fill(PreparedStatement row, AuditRecord record) throws SQLException {
        row.setLong(1, record.organisation().value());
        row.setTimestamp(2, Timestamp.from(record.occurredAt()));
        row.setString(3, kind(record.actor()));
        Long actorId = actorId(record.actor());
        if (actorId == null) {
            row.setNull(4, Types.BIGINT);
        } else {
            row.setLong(4, actorId);
        }
        row.setString(5, record.actor().name());
        row.setString(6, record.action());
        row.setString(7, record.subject());
        row.setString(8, word(record.outcome()));
        row.setString(9, record.requestId());
        row.setString(10, record.remoteAddress());
        row.setString(11, record.details());
    }

    static String word(AuditOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static String kind(AuditActor actor) {
        return switch (actor) {
            case AuditActor.Known _ -> "principal";
            case AuditActor.Machine _ -> "system";
            case AuditActor.Unknown _ -> "anonymous";
        };
    }

    static @Nullable Long actorId(AuditActor actor) {
        return switch (actor) {
            case AuditActor.Known known -> known.id().value();
            case AuditActor.Machine _, AuditActor.Unknown _ -> null;
        };
    }
}
