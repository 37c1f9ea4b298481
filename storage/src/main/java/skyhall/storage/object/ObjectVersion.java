package skyhall.storage.object;

import java.time.Instant;
import java.util.Optional;
import skyhall.storage.acl.Acl;
import skyhall.storage.tag.Tags;

/// One version of an object with all that is known of it.
///
/// @param modifiedAt to the millisecond
/// @param etag without quotes
/// @param account short name of the organisation of the owner
/// @param upload number of the completed upload whose parts are its content, or 0
public record ObjectVersion(
        ObjectKey key,
        VersionId version,
        Instant modifiedAt,
        long sizeBytes,
        String etag,
        String ownerId,
        String account,
        ObjectHeaders headers,
        Tags tags,
        Optional<Acl> acl,
        Optional<StoredChecksum> checksum,
        long upload,
        Content content) {

    /// The list that counts: its own, or private to its owner.
    public Acl effectiveAcl() {
        return acl.orElseGet(() -> Acl.privateTo(ownerId));
    }
}
