package skyhall.storage.console;

import java.time.Instant;
import java.util.List;

/// A folder of a bucket.
///
/// @param prefix what all keys in it begin with; empty for the bucket's top
/// @param search with what the names shown begin; empty for all
/// @param done what was carried out just before, or empty
public record FolderView(
        BucketHead head, String prefix, String search, List<Row> rows, boolean mayPut, Paging paging, String done) {
    public FolderView {
        rows = List.copyOf(rows);
    }

    /// The folder's own name; the bucket's at its top.
    public String title() {
        return prefix.isEmpty() ? head.name() : Shown.below(Links.parent(prefix), prefix);
    }

    /// Whether anything shown can be deleted by this person.
    public boolean mayDelete() {
        return rows.stream().anyMatch(row -> !row.mark().isEmpty());
    }

    public String uploadPath() {
        return Links.to(Links.UPLOAD, "bucket", head.name(), "prefix", prefix);
    }

    public String newFolderPath() {
        return Links.to(Links.NEW_FOLDER, "bucket", head.name(), "prefix", prefix);
    }

    public String wholePath() {
        return Links.folder(head.name(), prefix);
    }

    public String encodedPrefix() {
        return Links.encode(prefix);
    }

    /// One line of it.
    public sealed interface Row {
        String name();

        String path();

        /// What a tick in its box stands for; empty when the person may not delete it.
        String mark();

        record Folder(String name, String path, String mark) implements Row {}

        /// @param path empty when the person may not read it
        record File(String name, String path, long sizeBytes, Instant modifiedAt, String mark) implements Row {}
    }
}
