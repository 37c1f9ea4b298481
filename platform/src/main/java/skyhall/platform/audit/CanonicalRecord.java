package skyhall.platform.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.OrganisationId;

/// A record as bytes, the same for ever, and the hash that chains it.
///
/// **Form 1.** Numbers are big-endian. A text is its length in UTF-8 bytes as 4 bytes, then the bytes; an absent text
/// or
/// number is marked, so that absent and empty differ.
/// ```
/// byte    1                       the form's number
/// 8       record id
/// 8       organisation
/// 8       occurred at, microseconds since 1970-01-01T00:00:00Z
/// text    actor kind: principal, system or anonymous
/// 1 + 8   1 and the actor's number, or 0 and eight zero bytes
/// text    actor name, action, subject, outcome (done, refused, failed)
/// text    request id, remote address; the length 0xFFFFFFFF and no bytes when absent
/// text    details, the JSON text to the byte
/// ```
/// **Chain.** `hash(0) = SHA-256("skyhall audit chain 1" + organisation)` and
/// `hash(n) = SHA-256(hash(n-1) + n + form 1 of record n)`, with the organisation and n as 8 bytes.
final class CanonicalRecord {
    private static final int FORM = 1;
    private static final byte[] SEED = "skyhall audit chain 1".getBytes(StandardCharsets.US_ASCII);

    private CanonicalRecord() {}

    static byte[] bytes(StoredRecord stored) {
        AuditRecord record = stored.record();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(stored.id());
            out.writeLong(record.organisation().value());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, record.occurredAt()));
            actor(out, record.actor());
            text(out, record.action());
            text(out, record.subject());
            text(out, Audit.word(record.outcome()));
            text(out, record.requestId());
            text(out, record.remoteAddress());
            text(out, record.details());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void actor(DataOutputStream out, AuditActor actor) throws IOException {
        text(out, Audit.kind(actor));
        Long id = Audit.actorId(actor);
        out.writeByte(id == null ? 0 : 1);
        out.writeLong(id == null ? 0 : id);
        text(out, actor.name());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] seed(OrganisationId organisation) {
        MessageDigest digest = sha256();
        digest.update(SEED);
        digest.update(eight(organisation.value()));
        return digest.digest();
    }

    static byte[] link(byte[] previous, long sequence, StoredRecord stored) {
        MessageDigest digest = sha256();
        digest.update(previous);
        digest.update(eight(sequence));
        return digest.digest(bytes(stored));
    }

    private static byte[] eight(long number) {
        return java.nio.ByteBuffer.allocate(8).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
