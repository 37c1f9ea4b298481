package skyhall.storage.console;

import java.time.Instant;
import skyhall.storage.bucket.Versioning;

/// A bucket's settings, and what the person may do about them.
///
/// @param done `changed` when a setting was changed just before, or empty
/// @param problem why the bucket was not deleted, or empty
public record BucketView(
        BucketHead head,
        Instant createdAt,
        boolean maySeeVersioning,
        Versioning versioning,
        boolean mayChangeVersioning,
        boolean mayDelete,
        String done,
        String problem) {}
