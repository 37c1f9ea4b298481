package skyhall.storage.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skyhall.storage.acl.Acl;
import skyhall.storage.tag.Tags;
import skyhall.storage.volume.BlobId;

/// Between rows of the object tables and values.
public final class ObjectRows {
    /// All columns that say something of an object, without its bytes.
    static final String FACTS = """
            key, sequence, nonce, modified_at, size_bytes, etag, owner_id, account, content_type, headers, tags, acl,
            checksum, blob, upload""";

    /// The same with the bytes that are in the row.
    static final String FACTS_AND_BODY = FACTS + ", body, body_crc";

    private ObjectRows() {}

    static ObjectVersion read(ResultSet row, boolean withBody) throws SQLException {
        long upload = row.getLong("upload");
        return new ObjectVersion(
                ObjectKey.of(row.getBytes("key")),
                version(row),
                row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                row.getLong("size_bytes"),
                row.getString("etag"),
                row.getString("owner_id"),
                row.getString("account"),
                HeadersText.read(row.getString("content_type"), row.getString("headers")),
                Optional.ofNullable(row.getString("tags")).map(Tags::of).orElse(Tags.NONE),
                Optional.ofNullable(row.getString("acl")).map(Acl::of),
                StoredChecksum.of(row.getString("checksum")),
                upload,
                withBody ? content(row, upload) : new Content.NotRead());
    }

    static VersionId version(ResultSet row) throws SQLException {
        return new VersionId(row.getLong("sequence"), row.getLong("nonce"));
    }

    /// The parameters of an INSERT or UPDATE, by the names of the columns.
    static Map<String, @Nullable Object> parameters(long bucket, ObjectKey key, long nonce, NewObject object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("bucket", bucket);
        values.put("key", key.utf8());
        values.put("nonce", nonce);
        values.put("modified_at", object.modifiedAt().atOffset(ZoneOffset.UTC));
        values.put("size_bytes", object.sizeBytes());
        values.put("etag", object.etag());
        values.put("owner_id", object.ownerId());
        values.put("account", object.account());
        values.put(
                "content_type",
                object.headers().contentType().isEmpty()
                        ? null
                        : object.headers().contentType());
        values.put("headers", HeadersText.of(object.headers()));
        values.put("tags", object.tags().isEmpty() ? null : object.tags().text());
        values.put("acl", object.acl().map(Acl::text).orElse(null));
        values.put("checksum", object.checksum().map(StoredChecksum::text).orElse(null));
        putContent(values, object.content());
        return values;
    }

    /// The four columns that say where bytes are.
    public static void putContent(Map<String, @Nullable Object> values, Content content) {
        values.put("body", content instanceof Content.InRow row ? row.bytes() : null);
        values.put("body_crc", content instanceof Content.InRow row ? row.crc() : null);
        values.put("blob", content instanceof Content.InFile file ? file.blob().value() : null);
        values.put("upload", content instanceof Content.InPieces pieces ? pieces.upload() : null);
        if (content instanceof Content.NotRead) {
            throw new IllegalArgumentException("content that was not read cannot be written");
        }
    }

    /// Content of a row that has `body`, `body_crc` and `blob`; pieces are read by whoever knows the
    /// parts.
    static Content content(ResultSet row, long upload) throws SQLException {
        byte[] body = row.getBytes("body");
        UUID blob = row.getObject("blob", UUID.class);
        if (body != null) {
            return new Content.InRow(body, row.getInt("body_crc"));
        }
        if (blob != null) {
            return new Content.InFile(new BlobId(blob));
        }
        return upload == 0 ? new Content.Empty() : new Content.NotRead();
    }
}
