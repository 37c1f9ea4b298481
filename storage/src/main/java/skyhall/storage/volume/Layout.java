package skyhall.storage.volume;

import java.util.Optional;

/// Which file lies where. Drafts lie in `incoming`; a sealed blob `abcd…` lies as `blobs/ab/cd/abcd…`, its checksums
/// beside it with the ending `.sums`. Paths are relative to the volume.
final class Layout {
    static final String INCOMING = "incoming";
    static final String BLOBS = "blobs";
    static final String SUMS = ".sums";
    /// Held by the process that owns the volume.
    static final String LOCK = "volume.lock";
    /// Made by the file system itself at the root of its own.
    static final String LOST_AND_FOUND = "lost+found";

    private Layout() {}

    static String draft(BlobId id) {
        return INCOMING + "/" + id.text();
    }

    static String blob(BlobId id) {
        return directory(id) + "/" + id.text();
    }

    static String sums(String path) {
        return path + SUMS;
    }

    static String outer(BlobId id) {
        return id.text().substring(0, 2);
    }

    static String inner(BlobId id) {
        return id.text().substring(2, 4);
    }

    static String directory(BlobId id) {
        return BLOBS + "/" + outer(id) + "/" + inner(id);
    }

    /// The blob to which a file of this name belongs, be it its bytes or its checksums.
    static Optional<BlobId> idOf(String name) {
        return BlobId.parse(isSums(name) ? name.substring(0, name.length() - SUMS.length()) : name);
    }

    static boolean isSums(String name) {
        return name.endsWith(SUMS);
    }
}
