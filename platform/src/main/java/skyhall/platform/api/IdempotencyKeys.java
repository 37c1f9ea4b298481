package skyhall.platform.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.PrincipalId;

/// Makes a repeated request have its effect once.
///
/// [#begin] claims the key in a commit of its own. [#finish] stores the answer inside the transaction of the effect:
/// either both are there or none is, so a repetition after a crash either finds the answer or may do the work.
/// A claim whose worker died is free again after the lease; the dead one's late [#finish] then fails and takes its
/// effect back.
public final class IdempotencyKeys {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,128}");

    private final Database database;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration retention;

    /// @param lease how long one attempt may take before another may begin
    /// @param retention how long an answer is given again; afterwards the key is new
    public IdempotencyKeys(Database database, InstantSource clock, Duration lease, Duration retention) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
        this.retention = retention;
    }

    /// What to do with a request that carries a key.
    public sealed interface Standing {
        /// Do the work, then [IdempotencyKeys#finish] in the effect's transaction or [IdempotencyKeys#release].
        record Fresh(Claim claim) implements Standing {}

        /// The work was done: give this answer again.
        record Replay(StoredAnswer answer) implements Standing {}

        /// Another attempt is under way.
        record InFlight() implements Standing {}

        /// The key belongs to a request with another content.
        record DifferentRequest() implements Standing {}
    }

    /// The right to do the work of one key, until the lease ends.
    public record Claim(PrincipalId principal, String key, int attempt) {}

    /// An answer as it went over the wire; the body is JSON.
    public record StoredAnswer(int status, String contentType, String body) {}

    /// Checks the header's form.
    ///
    /// @throws FaultException when it is missing or not valid
    public static String requireKey(Optional<String> header) {
        String key = header.orElseThrow(() -> new FaultException(PlatformFault.IDEMPOTENCY_KEY_MISSING, ""));
        if (!FORM.matcher(key).matches()) {
            throw new FaultException(PlatformFault.IDEMPOTENCY_KEY_MALFORMED, "");
        }
        return key;
    }

    /// Claims the key, or says why not. Call outside of the effect's transaction.
    ///
    /// @param requestHash SHA-256 over method, path and body
    public Standing begin(PrincipalId principal, String key, byte[] requestHash) {
        Optional<Standing> standing = Optional.empty();
        while (standing.isEmpty()) { // empty when the row went between the two statements: then the key is new
            Optional<Integer> attempt = claim(principal, key, requestHash);
            standing = attempt.isPresent()
                    ? Optional.of(new Standing.Fresh(new Claim(principal, key, attempt.get())))
                    : taken(principal, key, requestHash);
        }
        return standing.get();
    }

    /// Stores the answer for repetitions. Call in the transaction of the effect.
    ///
    /// @throws FaultException when the lease ended and another attempt took over: the transaction must roll back
    public void finish(Claim claim, StoredAnswer answer) {
        int rows = database.sql()
                .sql("""
                        UPDATE platform.idempotency_key SET status = :status, content_type = :contentType, body = :body
                        WHERE principal_id = :principal AND key = :key AND attempt = :attempt AND status IS NULL""")
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("body", answer.body())
                .param("principal", claim.principal().value())
                .param("key", claim.key())
                .param("attempt", claim.attempt())
                .update();
        if (rows == 0) {
            throw new FaultException(PlatformFault.IDEMPOTENCY_IN_FLIGHT, "Another attempt took over.");
        }
    }

    /// Gives the key back after work that had no effect, so that a repetition may begin at once.
    public void release(Claim claim) {
        database.sql()
                .sql("""
                        DELETE FROM platform.idempotency_key
                        WHERE principal_id = :principal AND key = :key AND attempt = :attempt AND status IS NULL""")
                .param("principal", claim.principal().value())
                .param("key", claim.key())
                .param("attempt", claim.attempt())
                .update();
    }

    /// Forgets the keys whose time is over; to be called now and then.
    ///
    /// @return how many
    public int sweep() {
        return database.sql()
                .sql("DELETE FROM platform.idempotency_key WHERE expires_at <= :now")
                .param("now", at(clock.instant()))
                .update();
    }

    private Optional<Integer> claim(PrincipalId principal, String key, byte[] requestHash) {
        Instant now = clock.instant();
        JdbcClient.StatementSpec statement = database.sql().sql("""
                INSERT INTO platform.idempotency_key AS held
                    (principal_id, key, request_hash, lease_until, expires_at)
                VALUES (:principal, :key, :hash, :leaseUntil, :expiresAt)
                ON CONFLICT (principal_id, key) DO UPDATE
                SET request_hash = excluded.request_hash, attempt = held.attempt + 1,
                    lease_until = excluded.lease_until, expires_at = excluded.expires_at,
                    status = NULL, content_type = NULL, body = NULL
                WHERE held.expires_at <= :now
                   OR held.status IS NULL AND held.lease_until <= :now AND held.request_hash = excluded.request_hash
                RETURNING attempt""");
        return statement
                .param("principal", principal.value())
                .param("key", key)
                .param("hash", requestHash)
                .param("leaseUntil", at(now.plus(lease)))
                .param("expiresAt", at(now.plus(retention)))
                .param("now", at(now))
                .query(Integer.class)
                .optional();
    }

    private Optional<Standing> taken(PrincipalId principal, String key, byte[] requestHash) {
        return database.sql()
                .sql("""
                        SELECT request_hash, status, content_type, body FROM platform.idempotency_key
                        WHERE principal_id = :principal AND key = :key""")
                .param("principal", principal.value())
                .param("key", key)
                .query((row, _) -> standing(row, requestHash))
                .optional();
    }

    private static Standing standing(ResultSet row, byte[] requestHash) throws SQLException {
        if (!Arrays.equals(row.getBytes("request_hash"), requestHash)) {
            return new Standing.DifferentRequest();
        }
        int status = row.getInt("status");
        return row.wasNull()
                ? new Standing.InFlight()
                : new Standing.Replay(new StoredAnswer(status, row.getString("content_type"), row.getString("body")));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
