package skyhall.storage.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import skyhall.platform.database.Database;

/// The SQL that finds versions.
final class ObjectReader {
    private final Database database;

    ObjectReader(Database database) {
        this.database = database;
    }

    GetOutcome find(long bucket, ObjectKey key, VersionId.Asked asked, boolean withBody) {
        return switch (asked) {
            case VersionId.Asked.Latest _ -> latest(bucket, key, withBody);
            case VersionId.Asked.Null _ -> one(bucket, key, "nonce = 0", new VersionId(0, 0), withBody);
            case VersionId.Asked.Exact(VersionId id) ->
                one(bucket, key, "sequence = :sequence AND nonce = :nonce", id, withBody);
        };
    }

    /// Looks among the live rows, the past ones, and once more among the live ones: between two looks a version may
    /// have become the current one again, because a newer one was deleted.
    private GetOutcome one(long bucket, ObjectKey key, String condition, VersionId id, boolean withBody) {
        GetOutcome first = live(bucket, key, condition, id, withBody);
        GetOutcome second = first instanceof GetOutcome.NotFound ? past(bucket, key, condition, id, withBody) : first;
        return second instanceof GetOutcome.NotFound ? live(bucket, key, condition, id, withBody) : second;
    }

    /// The pieces of a completed upload, in order, with the bytes that are in rows when `withBody`.
    List<Content.Piece> pieces(long upload, boolean withBody) {
        return database.sql()
                .sql("SELECT number, size_bytes, checksum, blob, body_crc, "
                        + (withBody ? "body" : "NULL::bytea AS body")
                        + " FROM storage.part WHERE upload = :upload ORDER BY number")
                .param("upload", upload)
                .query((row, _) -> new Content.Piece(
                        row.getInt("number"),
                        row.getLong("size_bytes"),
                        StoredChecksum.of(row.getString("checksum")),
                        ObjectRows.content(row, 0)))
                .list();
    }

    private GetOutcome latest(long bucket, ObjectKey key, boolean withBody) {
        GetOutcome live = live(bucket, key, "true", new VersionId(0, 0), withBody);
        return live instanceof GetOutcome.NotFound ? latestMarker(bucket, key) : live;
    }

    private GetOutcome live(long bucket, ObjectKey key, String condition, VersionId id, boolean withBody) {
        return database.sql()
                .sql("SELECT " + columns(withBody)
                        + " FROM storage.live_object WHERE bucket = :bucket AND key = :key AND " + condition)
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", id.sequence())
                .param("nonce", id.nonce())
                .query((row, _) -> ObjectRows.read(row, withBody))
                .optional()
                .<GetOutcome>map(GetOutcome.Found::new)
                .orElseGet(GetOutcome.NotFound::new);
    }

    /// A key without a live row is absent, or its newest past row is a marker.
    private GetOutcome latestMarker(long bucket, ObjectKey key) {
        return database.sql()
                .sql("""
                        SELECT sequence, nonce, modified_at, marker FROM storage.past_version
                        WHERE bucket = :bucket AND key = :key ORDER BY sequence DESC LIMIT 1""")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .query((row, _) -> row.getBoolean("marker") ? marker(row, false) : new GetOutcome.NotFound())
                .optional()
                .orElseGet(GetOutcome.NotFound::new);
    }

    private GetOutcome past(long bucket, ObjectKey key, String condition, VersionId id, boolean withBody) {
        return database.sql()
                .sql("SELECT marker, " + columns(withBody)
                        + " FROM storage.past_version WHERE bucket = :bucket AND key = :key AND " + condition)
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", id.sequence())
                .param("nonce", id.nonce())
                .query((row, _) -> row.getBoolean("marker")
                        ? marker(row, true)
                        : new GetOutcome.Found(ObjectRows.read(row, withBody)))
                .optional()
                .orElseGet(GetOutcome.NotFound::new);
    }

    private static GetOutcome marker(ResultSet row, boolean asked) throws SQLException {
        return new GetOutcome.Marker(
                ObjectRows.version(row),
                row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                asked);
    }

    private static String columns(boolean withBody) {
        return withBody ? ObjectRows.FACTS_AND_BODY : ObjectRows.FACTS;
    }
}
