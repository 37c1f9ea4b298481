package skyhall.storage.volume;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The 65 536 directories that hold blobs, and which of them is being filled.
///
/// Drafts begun at the same time get ids on the same shelf, so that their sealers share one directory sync; after
/// 1024 drafts, or when a sync of the shelf has failed, another shelf is drawn at random.
///
/// A directory is used only after its own entry in its parent was synced *by this process*: one that was found at the
/// start may have been made by a process that was killed before it could sync, and lives in the page cache only.
final class Shelves {
    static final int DRAFTS_PER_SHELF = 1024;
    private static final int SHELVES = 1 << 16;

    private final Disk disk;
    private final RandomGenerator random;
    private final Set<String> durable = new HashSet<>();
    private int shelf;
    private int drafts = DRAFTS_PER_SHELF;

    Shelves(Disk disk, RandomGenerator random) {
        this.disk = disk;
        this.random = random;
    }

    /// An id on the shelf that is being filled.
    synchronized BlobId freshId() {
        if (drafts >= DRAFTS_PER_SHELF) {
            shelf = random.nextInt(SHELVES);
            drafts = 0;
        }
        drafts++;
        return BlobId.fresh(shelf, random);
    }

    /// Makes the directory of a blob, down to durable entries of every directory on the way.
    synchronized void make(BlobId id) throws DiskTrouble {
        make(Layout.BLOBS, Layout.outer(id));
        make(Layout.BLOBS + "/" + Layout.outer(id), Layout.inner(id));
    }

    /// Begins another shelf with the next draft.
    synchronized void leave() {
        drafts = DRAFTS_PER_SHELF;
    }

    private void make(String parent, String name) throws DiskTrouble {
        String path = parent + "/" + name;
        if (!durable.contains(path)) {
            disk.createDirectory(path);
            disk.forceDirectory(parent);
            durable.add(path);
        }
    }
}
