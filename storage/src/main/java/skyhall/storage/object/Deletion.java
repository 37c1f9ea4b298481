package skyhall.storage.object;

import java.time.Instant;
import skyhall.storage.bucket.Bucket;

/// The wish to delete one version, or to hide the current one.
///
/// @param ownerId canonical id of the one who asks; owns the marker if one is made
/// @param account that one's organisation
public record Deletion(
        Bucket bucket,
        ObjectKey key,
        VersionId.Asked asked,
        Precondition condition,
        String ownerId,
        String account,
        Instant at) {}
