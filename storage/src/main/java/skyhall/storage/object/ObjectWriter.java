package skyhall.storage.object;

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
    private static final String VALUES = """
            INSERT INTO storage.live_object AS o (bucket, key, sequence, nonce, modified_at, size_bytes, etag, owner_id,
                account, content_type, headers, tags, acl, checksum, body, body_crc, blob, upload)
            SELECT :bucket, :key, nextval('storage.version_sequence'), :nonce, :modified_at, :size_bytes, :etag,
                :owner_id, :account, :content_type, :headers, :tags, :acl, :checksum, :body, :body_crc, :blob, :upload
            """;
    /// What makes a single statement right: the bucket takes writes and has never kept versions.
    private static final String WHERE_PLAIN = """
            WHERE EXISTS (SELECT FROM storage.bucket b
                          WHERE b.id = :bucket AND b.deleting_at IS NULL AND b.versioning = 'NEVER')
            """;
    private static final String REPLACE = """
            sequence = excluded.sequence, nonce = excluded.nonce, modified_at = excluded.modified_at,
            size_bytes = excluded.size_bytes, etag = excluded.etag, owner_id = excluded.owner_id,
            account = excluded.account, content_type = excluded.content_type, headers = excluded.headers,
            tags = excluded.tags, acl = excluded.acl, checksum = excluded.checksum, body = excluded.body,
            body_crc = excluded.body_crc, blob = excluded.blob, upload = excluded.upload
            """;
    private static final String REPLACING = "ON CONFLICT (bucket, key) DO UPDATE SET " + REPLACE;
    private static final String IF_ABSENT = "ON CONFLICT (bucket, key) DO NOTHING ";
    private static final String RETURNING = "RETURNING o.sequence";
    private static final String PUT_PLAIN = effect(VALUES + WHERE_PLAIN + REPLACING + "WHERE o.nonce = 0 " + RETURNING);
    private static final String PUT_PLAIN_IF_ABSENT = effect(VALUES + WHERE_PLAIN + IF_ABSENT + RETURNING);
    private static final String PUT = effect(VALUES + REPLACING + RETURNING);
    private static final String PUT_IF_ABSENT = effect(VALUES + IF_ABSENT + RETURNING);

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
        PutOutcome outcome = history.decided(
                bucket.id(), () -> attempt(bucket, key, object, condition), PutOutcome.BucketGone.class::isInstance);
        outbox.wake();
        return outcome;
    }

    private PutOutcome attempt(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        return putPlain(bucket, key, object, condition)
                ? new PutOutcome.Stored(new VersionId(0, 0))
                : database.transaction(() -> putUnderLock(bucket, key, object, condition));
    }

    /// One statement, where that is enough; false when it was not and nothing was changed. The bucket as the request
    /// saw it only says whether it is worth a try: the statement looks again.
    private boolean putPlain(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        if (bucket.versioning() != Versioning.NEVER) {
            return false;
        }
        return condition.isNone()
                ? run(PUT_PLAIN, bucket, key, 0, object)
                : condition.equals(Precondition.ABSENT) && run(PUT_PLAIN_IF_ABSENT, bucket, key, 0, object);
    }

    private PutOutcome putUnderLock(Bucket bucket, ObjectKey key, NewObject object, Precondition condition) {
        history.lock(bucket.id(), key);
        while (true) {
            Optional<Precondition.Current> current = history.current(bucket.id(), key);
            Optional<KeyHistory.BucketState> state = history.bucket(bucket.id());
            if (state.isEmpty() || state.get().marked()) {
                return new PutOutcome.BucketGone();
            }
            if (!condition.holds(current)) {
                return current.isEmpty() ? new PutOutcome.NothingThere() : new PutOutcome.ConditionFailed();
            }
            Versioning versioning = state.get().versioning();
            boolean free = makeRoom(bucket, key, versioning, current) || current.isEmpty();
            long nonce = versioning == Versioning.ENABLED ? nonce() : 0;
            if (run(free ? PUT_IF_ABSENT : PUT, bucket, key, nonce, object)) {
                return new PutOutcome.Stored(
                        history.current(bucket.id(), key).orElseThrow().version());
            }
            // A plain put, which takes no lock, was first: the condition is to be asked of what it put.
        }
    }

    /// Keeps what has to be kept of the versions there are; whether the live row was moved away.
    private boolean makeRoom(
            Bucket bucket, ObjectKey key, Versioning versioning, Optional<Precondition.Current> current) {
        if (versioning == Versioning.NEVER) {
            return false;
        }
        boolean versioned = versioning == Versioning.ENABLED;
        boolean moves = current.map(now -> versioned || !now.version().isNull()).orElse(false);
        if (moves) {
            history.moveLiveToPast(bucket.id(), key);
        }
        if (!versioned) {
            history.dropPastNull(bucket.id(), key);
        }
        return moves;
    }

    /// Makes a delete marker; the caller holds the key's lock and knows that the bucket takes writes.
    VersionId mark(Deletion wish, Versioning versioning) {
        long nonce = versioning == Versioning.ENABLED ? nonce() : 0;
        Map<String, @Nullable Object> values = new LinkedHashMap<>(ObjectEvent.parameters(
                wish.bucket(), wish.key(), "MarkerCreated", Map.of("account", wish.account()), wish.at()));
        values.put("bucket", wish.bucket().id());
        values.put("key", wish.key().utf8());
        values.put("nonce", nonce);
        values.put("owner", wish.ownerId());
        values.put("account", wish.account());
        database.sql().sql("""
                        WITH effect AS (
                            INSERT INTO storage.past_version (bucket, key, sequence, nonce, modified_at, size_bytes,
                                etag, owner_id, account, marker)
                            VALUES (:bucket, :key, nextval('storage.version_sequence'), :nonce, :event_at, 0, '', :owner,
                                    :account, true)
                            RETURNING 1)
                        """ + ObjectEvent.PUBLISH).params(values).update();
        return history.latestPast(wish.bucket().id(), wish.key()).orElseThrow();
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
