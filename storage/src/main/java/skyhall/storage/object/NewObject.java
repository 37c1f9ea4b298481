package skyhall.storage.object;

import java.time.Instant;
import java.util.Optional;
import skyhall.storage.acl.Acl;
import skyhall.storage.tag.Tags;

/// What is to become a version, all but its place and its version id.
///
/// @param acl empty when it is the private one, which needs no room
public record NewObject(
        Instant modifiedAt,
        long sizeBytes,
        String etag,
        String ownerId,
        String account,
        ObjectHeaders headers,
        Tags tags,
        Optional<Acl> acl,
        Optional<StoredChecksum> checksum,
        Content content) {}
