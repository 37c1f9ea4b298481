package skyhall.storage.volume;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Directory syncs that callers share: while one is under way, whoever comes joins the batch after it, and one of
/// them leads that batch when its turn comes. So many writers cost few syncs, and a lone writer never waits.
///
/// Why it is safe: a caller joins only after its own rename is done, and a batch takes nobody in once its leader
/// has begun to sync (the leader puts a new batch in its place under the lock, before the first sync). So every sync
/// by which a caller is released began after that caller's rename. Joining a sync that has already begun would not
/// be safe: it may have read the directory before the rename. `GroupSyncTest` counts on both.
///
/// A sync that fails fails for every caller of its directory in the batch, and is not tried again for them.
final class GroupSync {
    private final Disk disk;
    private final Object lock = new Object();
    private Batch gathering = new Batch();
    private boolean running;

    GroupSync(Disk disk) {
        this.disk = disk;
    }

    /// Returns after a sync of `directory` that began after this call.
    void sync(String directory) throws DiskTrouble {
        Batch mine;
        boolean lead;
        synchronized (lock) {
            mine = gathering;
            mine.directories.add(directory);
            lead = awaitTurn(mine);
        }
        if (lead) {
            try {
                mine.run(disk);
            } finally {
                synchronized (lock) {
                    mine.done = true;
                    running = false;
                    lock.notifyAll();
                }
            }
        }
        mine.outcome(directory);
    }

    /// Waits until the batch is done, or nobody is syncing; in the latter case the caller has become the leader.
    @SuppressWarnings("GuardedBy")
    private boolean awaitTurn(Batch mine) {
        boolean interrupted = false;
        while (!mine.done && running) {
            try {
                lock.wait();
            } catch (InterruptedException _) {
                interrupted = true; // the answer about durability matters more; the caller sees the flag afterwards
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine.done) {
            return false;
        }
        running = true;
        gathering = new Batch();
        return true;
    }

    private static final class Batch {
        private final Set<String> directories = new HashSet<>();
        private final Map<String, DiskTrouble> failures = new HashMap<>();
        private final Set<String> synced = new HashSet<>();
        private boolean done;

        void run(Disk disk) {
            for (String directory : directories) {
                try {
                    disk.forceDirectory(directory);
                    synced.add(directory);
                } catch (DiskTrouble e) {
                    failures.put(directory, e);
                }
            }
        }

        void outcome(String directory) throws DiskTrouble {
            if (!synced.contains(directory)) {
                DiskTrouble failure = failures.get(directory);
                throw new DiskTrouble(
                        failure == null ? DiskTrouble.Kind.FAILED : failure.kind(),
                        failure == null
                                ? "sync of " + directory + " was cut off"
                                : String.valueOf(failure.getMessage()),
                        failure);
            }
        }
    }
}
