package skyhall.storage.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import skyhall.platform.database.Database;

/// The SQL that finds versions.
final class ObjectReader {
    private static final String LIVE = " FROM storage.live_object WHERE bucket = :bucket AND key = :key";
    private static final String PAST = " FROM storage.past_version WHERE bucket = :bucket AND key = :key";

    private final Database database;

    ObjectReader(Database database) {
        this.database = database;
    }

    GetOutcome find(long bucket, ObjectKey key, VersionId.Asked asked, boolean withBody) {
        return switch (asked) {
            case VersionId.Asked.Latest _ -> latest(bucket, key, withBody);
            case VersionId.Asked.Null _ -> one(bucket, key, " AND nonce = 0", new VersionId(0, 0), withBody);
            case VersionId.Asked.Exact(VersionId id) ->
                one(bucket, key, " AND sequence = :sequence AND nonce = :nonce", id, withBody);
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

    /// The live row alone answers almost every request. Where there is none, the second look takes live and past rows
    /// in one statement, so in one snapshot: a key whose newest version is being deleted is in one of them.
    private GetOutcome latest(long bucket, ObjectKey key, boolean withBody) {
        return database.sql()
                .sql("SELECT " + columns(withBody) + LIVE)
                .param("bucket", bucket)
                .param("key", key.utf8())
                .query((row, _) -> ObjectRows.read(row, withBody))
                .optional()
                .<GetOutcome>map(GetOutcome.Found::new)
                .orElseGet(() -> one(bucket, key, "", new VersionId(0, 0), withBody));
    }

    /// Live and past rows are asked in one statement, so in one snapshot: a version may become the current one, or a
    /// past one, at any moment.
    ///
    /// @param condition which version; without one it is the newest, and only a marker among the past ones counts
    private GetOutcome one(long bucket, ObjectKey key, String condition, VersionId id, boolean withBody) {
        String columns = columns(withBody);
        return database.sql()
                .sql("SELECT true AS live, false AS marker, " + columns + LIVE + condition
                        + " UNION ALL (SELECT false, marker, " + columns + PAST + condition
                        + " ORDER BY sequence DESC LIMIT 1) ORDER BY live DESC LIMIT 1")
                .param("bucket", bucket)
                .param("key", key.utf8())
                .param("sequence", id.sequence())
                .param("nonce", id.nonce())
                .query((row, _) -> outcome(row, !condition.isEmpty(), withBody))
                .optional()
                .orElseGet(GetOutcome.NotFound::new);
    }

    private static GetOutcome outcome(ResultSet row, boolean asked, boolean withBody) throws SQLException {
        if (row.getBoolean("marker")) {
            return marker(row, asked);
        }
        return asked || row.getBoolean("live")
                ? new GetOutcome.Found(ObjectRows.read(row, withBody))
                : new GetOutcome.NotFound();
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
