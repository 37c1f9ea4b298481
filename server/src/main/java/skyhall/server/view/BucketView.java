package skyhall.server.view;

import java.time.Instant;
import java.util.Locale;
import skyhall.storage.bucket.Bucket;

/// A bucket.
///
/// @param versioning `never`, `enabled` or `suspended`
public record BucketView(String name, String versioning, Instant createdAt) {
    public static BucketView of(Bucket bucket) {
        return new BucketView(
                bucket.name().text(), bucket.versioning().name().toLowerCase(Locale.ROOT), bucket.createdAt());
    }
}
