package skyhall.storage.console;

import java.time.Instant;
import java.util.List;
import skyhall.storage.bucket.Versioning;

/// The list of buckets.
///
/// @param done what was carried out just before: `deleted`, or empty
public record BucketsView(List<Row> rows, boolean mayCreate, Paging paging, String done) {
    public BucketsView {
        rows = List.copyOf(rows);
    }

    /// One bucket.
    public record Row(String name, Instant createdAt, Versioning versioning) {
        public String path() {
            return Links.bucket(name);
        }
    }
}
