package skyhall.storage.multipart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import skyhall.storage.acl.Acl;
import skyhall.storage.object.Content;
import skyhall.storage.object.HeadersText;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectRows;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.tag.Tags;

/// The SQL of uploads and parts.
final class UploadIndex {
    private static final String COLUMNS = """
            id, nonce, key, initiated_at, owner_id, account, content_type, headers, tags, acl, checksum, completed_at,
            completed_as""";

    private final Database database;

    UploadIndex(Database database) {
        this.database = database;
    }

    /// Inserts an upload; empty when the bucket is gone.
    Optional<Long> insert(long bucket, OpenUpload upload) {
        return database.sql()
                .sql("""
                        INSERT INTO storage.upload (nonce, bucket, key, initiated_at, owner_id, account, content_type,
                            headers, tags, acl, checksum)
                        SELECT :nonce, :bucket, :key, :at, :owner, :account, :type, :headers, :tags, :acl, :checksum
                        WHERE EXISTS (SELECT FROM storage.bucket b WHERE b.id = :bucket AND b.deleting_at IS NULL)
                        RETURNING id""")
                .param("nonce", upload.id().nonce())
                .param("bucket", bucket)
                .param("key", upload.key().utf8())
                .param("at", upload.initiatedAt().atOffset(ZoneOffset.UTC))
                .param("owner", upload.ownerId())
                .param("account", upload.account())
                .param(
                        "type",
                        upload.headers().contentType().isEmpty()
                                ? null
                                : upload.headers().contentType())
                .param("headers", HeadersText.of(upload.headers()))
                .param("tags", upload.tags().isEmpty() ? null : upload.tags().text())
                .param("acl", upload.acl().map(Acl::text).orElse(null))
                .param("checksum", upload.checksum().map(UploadChecksum::text).orElse(null))
                .query(Long.class)
                .optional();
    }

    Optional<OpenUpload> find(long bucket, ObjectKey key, UploadId id, boolean lock) {
        return database.sql()
                .sql("SELECT " + COLUMNS + " FROM storage.upload WHERE id = :id AND nonce = :nonce"
                        + " AND bucket = :bucket AND key = :key" + (lock ? " FOR UPDATE" : ""))
                .param("id", id.number())
                .param("nonce", id.nonce())
                .param("bucket", bucket)
                .param("key", key.utf8())
                .query((row, _) -> read(row))
                .optional();
    }

    List<OpenUpload> open(long bucket, byte[] from, boolean inclusive, long above, byte @Nullable [] end, int limit) {
        return database.sql()
                .sql("SELECT " + COLUMNS + """
                         FROM storage.upload WHERE bucket = :bucket AND completed_at IS NULL
                        AND key >= :from AND (:inclusive OR key > :from OR id > :above)
                        AND (CAST(:end AS bytea) IS NULL OR key < :end)
                        ORDER BY key, id LIMIT :limit""")
                .param("bucket", bucket)
                .param("from", from)
                .param("inclusive", inclusive)
                .param("above", above)
                .param("end", end)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /// Inserts or replaces a part; false when the upload is no longer open. Holds off a completion
    /// while it runs.
    boolean putPart(long upload, Part part, Content content) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        ObjectRows.putContent(values, content);
        values.put("upload", upload);
        values.put("number", part.number());
        values.put("size", part.sizeBytes());
        values.put("etag", part.etag());
        values.put("at", part.modifiedAt().atOffset(ZoneOffset.UTC));
        values.put("checksum", part.checksum().map(StoredChecksum::text).orElse(null));
        return database.sql().sql("""
                                INSERT INTO storage.part (upload, number, size_bytes, etag, modified_at, checksum, body,
                                    body_crc, blob)
                                SELECT u.id, :number, :size, :etag, :at, :checksum, :body, :body_crc, :blob
                                FROM storage.upload u WHERE u.id = :upload AND u.completed_at IS NULL FOR SHARE
                                ON CONFLICT (upload, number) DO UPDATE SET size_bytes = excluded.size_bytes,
                                    etag = excluded.etag, modified_at = excluded.modified_at,
                                    checksum = excluded.checksum, body = excluded.body,
                                    body_crc = excluded.body_crc, blob = excluded.blob""").params(values).update() == 1;
    }

    List<Part> parts(long upload, int after, int limit) {
        return database.sql()
                .sql("""
                        SELECT number, size_bytes, etag, modified_at, checksum FROM storage.part
                        WHERE upload = :upload AND number > :after ORDER BY number LIMIT :limit""")
                .param("upload", upload)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Part(
                        row.getInt("number"),
                        row.getLong("size_bytes"),
                        row.getString("etag"),
                        row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                        StoredChecksum.of(row.getString("checksum"))))
                .list();
    }

    void complete(long upload, List<Integer> numbers, Instant at, OpenUpload.Completed completed) {
        database.sql()
                .sql("DELETE FROM storage.part WHERE upload = :upload AND number <> ALL (:numbers)")
                .param("upload", upload)
                .param("numbers", numbers.toArray(Integer[]::new))
                .update();
        database.sql()
                .sql("UPDATE storage.upload SET completed_at = :at, completed_as = :as WHERE id = :upload")
                .param("upload", upload)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("as", completed.text())
                .update();
    }

    /// Deletes an open upload with its parts; false when it is not open.
    boolean delete(long upload) {
        return database.transaction(() -> {
            boolean open = database.sql()
                            .sql("DELETE FROM storage.upload WHERE id = :upload AND completed_at IS NULL")
                            .param("upload", upload)
                            .update()
                    == 1;
            if (open) {
                database.sql()
                        .sql("DELETE FROM storage.part WHERE upload = :upload")
                        .param("upload", upload)
                        .update();
            }
            return open;
        });
    }

    private static OpenUpload read(ResultSet row) throws SQLException {
        return new OpenUpload(
                new UploadId(row.getLong("id"), row.getLong("nonce")),
                ObjectKey.of(row.getBytes("key")),
                row.getObject("initiated_at", OffsetDateTime.class).toInstant(),
                row.getString("owner_id"),
                row.getString("account"),
                HeadersText.read(row.getString("content_type"), row.getString("headers")),
                Optional.ofNullable(row.getString("tags")).map(Tags::of).orElse(Tags.NONE),
                Optional.ofNullable(row.getString("acl")).map(Acl::of),
                Optional.ofNullable(row.getString("checksum")).map(UploadChecksum::of),
                Optional.ofNullable(row.getString("completed_as")).map(OpenUpload.Completed::of));
    }
}
