package skyhall.server.view;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.audit.AuditLog;
import skyhall.platform.audit.AuditRecord;

/// An audit record in its chain.
///
/// @param sequence its place in the organisation's chain, from 1
/// @param hash of this entry and all before it, 32 bytes in lower-case hex
/// @param outcome `done`, `refused` or `failed`
/// @param details a JSON document as text
public record AuditRecordView(
        long sequence,
        String hash,
        Instant occurredAt,
        String actor,
        String action,
        String subject,
        String outcome,
        Optional<String> requestId,
        Optional<String> remoteAddress,
        String details) {
    public static AuditRecordView of(AuditLog.Chained chained) {
        AuditRecord record = chained.stored().record();
        return new AuditRecordView(
                chained.sequence(),
                chained.hash(),
                record.occurredAt(),
                record.actor().name(),
                record.action(),
                record.subject(),
                record.outcome().name().toLowerCase(Locale.ROOT),
                Optional.ofNullable(record.requestId()),
                Optional.ofNullable(record.remoteAddress()),
                record.details());
    }
}
