package skyhall.storage.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An object with its versions.
///
/// @param facts empty when the latest version is a delete marker
/// @param versions newest first; empty where versions are not kept or not this person's to see
/// @param done what was carried out just before, or empty
public record ObjectView(
        String bucket,
        String key,
        Optional<ObjectFacts> facts,
        List<Version> versions,
        boolean mayDelete,
        Paging paging,
        String done) {
    public ObjectView {
        versions = List.copyOf(versions);
    }

    public String title() {
        return Shown.below(Links.parent(key), key);
    }

    public String shownKey() {
        return Shown.key(key);
    }

    public String encodedKey() {
        return Links.encode(key);
    }

    public String downloadPath() {
        return Links.download(bucket, key, "");
    }

    public String deletePath() {
        return Links.delete(bucket, key, "");
    }

    public String downloadPath(Version version) {
        return Links.download(bucket, key, version.id());
    }

    public String deletePath(Version version) {
        return Links.delete(bucket, key, version.id());
    }

    /// One version or delete marker, and what the person may do with it.
    public record Version(
            String id,
            boolean latest,
            boolean marker,
            Instant modifiedAt,
            long sizeBytes,
            boolean mayRead,
            boolean mayRestore,
            boolean mayDelete) {
        /// The id's last digits, which tell versions apart at a glance.
        public String shortId() {
            return id.length() > 8 ? id.substring(id.length() - 8) : id;
        }
    }
}
