package skyhall.storage.listing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.object.VersionId;

/// A version or a delete marker as a listing shows it.
public record ListedVersion(
        ObjectKey key,
        VersionId version,
        boolean latest,
        boolean marker,
        Instant modifiedAt,
        long sizeBytes,
        String etag,
        String ownerId,
        Optional<StoredChecksum> checksum) {

    ListedVersion asLatest(boolean isLatest) {
        return new ListedVersion(key, version, isLatest, marker, modifiedAt, sizeBytes, etag, ownerId, checksum);
    }

    static ListedVersion read(ResultSet row) throws SQLException {
        return new ListedVersion(
                ObjectKey.of(row.getBytes("key")),
                new VersionId(row.getLong("sequence"), row.getLong("nonce")),
                false,
                row.getBoolean("marker"),
                row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                row.getLong("size_bytes"),
                row.getString("etag"),
                row.getString("owner_id"),
                StoredChecksum.of(row.getString("checksum")));
    }
}
