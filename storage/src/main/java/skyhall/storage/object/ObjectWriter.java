package skyhall.storage.object;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import skyhall.platform.outbox.Outbox;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;

/// The SQL that makes versions.
///
/// Where a bucket was never versioned, a put is one statement: insert or replace, with its event.
/// Elsewhere it is a
/// transaction under a lock of the key: the old version moves to `past_version`, the new one takes its
/// place.
final class ObjectWriter {
    private static final String INTO = """
            storage.live_object AS o (bucket, key, sequence, nonce, modified_at, size_bytes, etag, owner_id, account,
                content_type, headers, tags, acl, checksum, body, body_crc, blob, upload)
            SELECT :bucket, :key, nextval('storage.version_sequence'), :nonce, :modified_at, :size_bytes, :etag,
                :owner_id, :account, :content_type, :headers, :tags, :acl, :checksum, :body, :body_crc, :blob, :upload
            WHERE EXISTS (SELECT FROM storage.bucket b WHERE b.id = :bucket AND b.deleting_at IS NULL)
            """;
    private static final String REPLACE = """
            sequence = excluded.sequence, nonce = excluded.nonce, modified_at = excluded.modified_at,
            size_bytes = excluded.size_bytes, etag = excluded.etag, owner_id = excluded.owner_id,
            account = excluded.account, content_type = excluded.content_type, headers = excluded.headers,
            tags = excluded.tags, acl = excluded.acl, checksum = excluded.checksum, body = excluded.body,
            body_crc = excluded.body_crc, blob = excluded.blob, upload = excluded.upload
            """;
    private static final String UPSERT = effect(
            "INSERT INTO " + INTO + "ON CONFLICT (bucket, key) DO UPDATE SET " + REPLACE + "RETURNING o.sequence");
    private static final String INSERT_IF_ABSENT =
            effect("INSERT INTO " + INTO + "ON CONFLICT (bucket, key) DO NOTHING RETURNING o.sequence");

    private final Database database;
    private final KeyHistory history;
    private final Outbox outbox;
    private final RandomGenerator random;

    ObjectWriter(Database database, KeyHistory history, Outbox outbox, RandomGenerator random) {
        this.database = database;
        this.history = history;
        this.outbox = outbox;
        this.random = random;
    }

    PutOutcome put(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        PutOutcome outcome =
                bucket.versioning() == Versioning.NEVER && (condition.isNone() || condition.equals(Precondition.ABSENT))
                        ? putPlain(bucket, key, object, condition)
                        : database.transaction(() -> putUnderLock(bucket, key, object, condition));
        outbox.wake();
        return outcome;
    }

    private PutOutcome putPlain(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        boolean done = run(condition.isNone() ? UPSERT : INSERT_IF_ABSENT, bucket, key, 0, object);
        if (done) {
            return new PutOutcome.Stored(new VersionId(0, 0));
        }
        return !condition.isNone() && history.bucketTakesWrites(bucket.id())
                ? new PutOutcome.ConditionFailed()
                : new PutOutcome.BucketGone();
    }

    private PutOutcome putUnderLock(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        history.lock(bucket.id(), key);
        Optional<Precondition.Current> current = history.current(bucket.id(), key);
        if (!condition.holds(current)) {
            return current.isEmpty() ? new PutOutcome.NothingThere() : new PutOutcome.ConditionFailed();
        }
        boolean versioned = bucket.versioning() == Versioning.ENABLED;
        if (bucket.versioning() != Versioning.NEVER) {
            current.ifPresent(now -> {
                if (versioned || !now.version().isNull()) {
                    history.moveLiveToPast(bucket.id(), key);
                }
            });
            if (!versioned) {
                history.dropPastNull(bucket.id(), key);
            }
        }
        long nonce = versioned ? nonce() : 0;
        return run(UPSERT, bucket, key, nonce, object)
                ? new PutOutcome.Stored(
                        history.current(bucket.id(), key).orElseThrow().version())
                : new PutOutcome.BucketGone();
    }

    /// Makes a delete marker; the caller holds the key's lock.
    VersionId mark(Bucket bucket, ObjectKey key, String ownerId, String account, Instant at) {
        long nonce = bucket.versioning() == Versioning.ENABLED ? nonce() : 0;
        Map<String, @Nullable Object> values = new LinkedHashMap<>(
                ObjectEvent.parameters(bucket, key, "MarkerCreated", Map.of("account", account), at));
        values.put("bucket", bucket.id());
        values.put("key", key.utf8());
        values.put("nonce", nonce);
        values.put("owner", ownerId);
        values.put("account", account);
        database.sql().sql("""
                        WITH effect AS (
                            INSERT INTO storage.past_version (bucket, key, sequence, nonce, modified_at, size_bytes,
                                etag, owner_id, account, marker)
                            SELECT :bucket, :key, nextval('storage.version_sequence'), :nonce, :event_at, 0, '', :owner,
                                   :account, true
                            WHERE EXISTS (SELECT FROM storage.bucket b WHERE b.id = :bucket AND b.deleting_at IS NULL)
                            RETURNING 1)
                        """ + ObjectEvent.PUBLISH).params(values).update();
        return history.latestPast(bucket.id(), key).orElseThrow();
    }

    private boolean run(String statement, Bucket bucket, ObjectKey key, long nonce, NewObject object) {
        Map<String, @Nullable Object> values = ObjectRows.parameters(bucket.id(), key, nonce, object);
        values.putAll(ObjectEvent.created(bucket, key, object));
        return database.sql().sql(statement).params(values).update() == 1;
    }

    private long nonce() {
        long nonce = random.nextLong();
        return nonce == 0 ? 1 : nonce;
    }

    private static String effect(String statement) {
        return "WITH effect AS (" + statement + ")\n" + ObjectEvent.PUBLISH;
    }
}
