package skyhall.storage.console;

import java.time.Instant;
import java.util.List;

/// Objects of which the latest version is a delete marker.
public record DeletedView(BucketHead head, List<Row> rows, Paging paging) {
    public DeletedView {
        rows = List.copyOf(rows);
    }

    /// One of them.
    public record Row(String name, String path, Instant deletedAt) {}
}
