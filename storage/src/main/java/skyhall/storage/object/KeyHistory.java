package skyhall.storage.object;

import java.time.OffsetDateTime;
import java.util.Optional;
import skyhall.platform.database.Database;

/// The SQL that moves versions of one key between current and past. Everything here but the reads runs
/// inside a
/// transaction that holds the key's [#lock].
final class KeyHistory {
    private static final String COLUMNS = """
            bucket, key, sequence, nonce, modified_at, size_bytes, etag, owner_id, account, content_type, headers, tags,
            acl, checksum, body, body_crc, blob, upload""";

    private final Database database;

    KeyHistory(Database database) {
        this.database = database;
    }

    /// Until the transaction ends nobody else changes the versions of this key (two keys may share a
    /// lock by chance).
    void lock(long bucket, ObjectKey key) {
        database.sql()
                .sql("SELECT pg_advisory_xact_lock(hashtextextended(encode(:key, 'hex'), :bucket))")
                .param("key", key.utf8())
                .param("bucket", bucket)
                .query((_, _) -> true)
                .single();
    }

    /// The live row, locked against changes without the advisory lock, too.
    Optional<Precondition.Current> current(long bucket, ObjectKey key) {
        return database.sql()
                .sql("""
                        SELECT sequence, nonce, etag, modified_at, size_bytes FROM storage.live_object
                        WHERE bucket = :bucket AND key = :key FOR UPDATE""")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .query((row, _) -> new Precondition.Current(
                        ObjectRows.version(row),
                        row.getString("etag"),
                        row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                        row.getLong("size_bytes")))
                .optional();
    }

    void moveLiveToPast(long bucket, ObjectKey key) {
        database.sql()
                .sql("WITH moved AS (DELETE FROM storage.live_object WHERE bucket = :bucket AND key = :key RETURNING "
                        + COLUMNS + ") INSERT INTO storage.past_version (" + COLUMNS + ") SELECT " + COLUMNS
                        + " FROM moved")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .update();
    }

    /// After the latest version is gone: the newest past one becomes current, unless it is a marker.
    void promoteLatest(long bucket, ObjectKey key) {
        database.sql()
                .sql("""
                        WITH latest AS (
                            SELECT sequence, marker FROM storage.past_version
                            WHERE bucket = :bucket AND key = :key ORDER BY sequence DESC LIMIT 1),
                        moved AS (
                            DELETE FROM storage.past_version v USING latest l
                            WHERE v.bucket = :bucket AND v.key = :key AND v.sequence = l.sequence AND NOT l.marker
                              AND NOT EXISTS (SELECT FROM storage.live_object o WHERE o.bucket = :bucket AND o.key = :key)
                            RETURNING v.*)
                        INSERT INTO storage.live_object (%1$s) SELECT %1$s FROM moved""".formatted(COLUMNS))
                .param("bucket", bucket)
                .param("key", key.utf8())
                .update();
    }

    boolean dropLive(long bucket, ObjectKey key) {
        return database.sql()
                        .sql("DELETE FROM storage.live_object WHERE bucket = :bucket AND key = :key")
                        .param("bucket", bucket)
                        .param("key", key.utf8())
                        .update()
                == 1;
    }

    void dropPastNull(long bucket, ObjectKey key) {
        database.sql()
                .sql("DELETE FROM storage.past_version WHERE bucket = :bucket AND key = :key AND nonce = 0")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .update();
    }

    void dropPast(long bucket, ObjectKey key, VersionId version) {
        database.sql()
                .sql("""
                        DELETE FROM storage.past_version
                        WHERE bucket = :bucket AND key = :key AND sequence = :sequence AND nonce = :nonce""")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", version.sequence())
                .param("nonce", version.nonce())
                .update();
    }

    Optional<VersionId> latestPast(long bucket, ObjectKey key) {
        return database.sql()
                .sql("""
                        SELECT sequence, nonce FROM storage.past_version
                        WHERE bucket = :bucket AND key = :key ORDER BY sequence DESC LIMIT 1""")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .query((row, _) -> ObjectRows.version(row))
                .optional();
    }

    boolean bucketTakesWrites(long bucket) {
        return database.sql()
                .sql("SELECT EXISTS (SELECT FROM storage.bucket WHERE id = :bucket AND deleting_at IS NULL)")
                .param("bucket", bucket)
                .query(Boolean.class)
                .single();
    }
}
