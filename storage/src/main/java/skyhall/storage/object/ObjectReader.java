package skyhall.storage.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
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
            case VersionId.Asked.Null _ ->
                live(bucket, key, " AND nonce = 0", 0, 0, withBody)
                        .<GetOutcome>map(GetOutcome.Found::new)
                        .orElseGet(() -> past(bucket, key, "nonce = 0", 0, 0, withBody));
            case VersionId.Asked.Exact(VersionId id) ->
                live(bucket, key, " AND sequence = :sequence AND nonce = :nonce", id.sequence(), id.nonce(), withBody)
                        .<GetOutcome>map(GetOutcome.Found::new)
                        .orElseGet(() -> past(
                                bucket,
                                key,
                                "sequence = :sequence AND nonce = :nonce",
                                id.sequence(),
                                id.nonce(),
                                withBody));
        };
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
        Optional<ObjectVersion> live = live(bucket, key, "", 0, 0, withBody);
        return live.<GetOutcome>map(GetOutcome.Found::new).orElseGet(() -> latestMarker(bucket, key));
    }

    private Optional<ObjectVersion> live(
            long bucket, ObjectKey key, String condition, long sequence, long nonce, boolean withBody) {
        return database.sql()
                .sql("SELECT " + columns(withBody) + " FROM storage.live_object WHERE bucket = :bucket AND key = :key"
                        + condition)
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", sequence)
                .param("nonce", nonce)
                .query((row, _) -> ObjectRows.read(row, withBody))
                .optional();
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

    private GetOutcome past(long bucket, ObjectKey key, String condition, long sequence, long nonce, boolean withBody) {
        return database.sql()
                .sql("SELECT marker, " + columns(withBody)
                        + " FROM storage.past_version WHERE bucket = :bucket AND key = :key AND " + condition)
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", sequence)
                .param("nonce", nonce)
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
