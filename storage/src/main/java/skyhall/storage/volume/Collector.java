package skyhall.storage.volume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Frees blobs that no row names: those of deleted and overwritten objects, of puts that failed after their bytes
/// were sealed, and the pieces that a crash left.
///
/// A blob is removed when every pass during a grace time saw it unreferenced, and no two of these passes lay further
/// apart than a quarter of the grace; after a longer pause the grace begins anew, for the blob may have been named
/// and let go again unseen. The grace is counted by a monotonic clock from the first such pass, never from the
/// file's time: a wall clock that steps, forward or back, changes nothing, and since a blob can only be seen after it
/// was sealed, the grace covers the time since sealing as well. A restart begins every grace anew.
///
/// - **A put between seal and commit** is covered by [InFlight], which is asked before the index (see there why the
///   order matters), however long the commit takes.
/// - **A commit whose outcome is unknown** is covered by the grace: while the put was in flight the blob was not
///   seen as unreferenced, so the grace begins after the put gave up. Half of it must be longer than the database may
///   take to finish a commit whose client is gone.
/// - **A reader that read its row just before the object was overwritten** has a quarter of the grace to open the
///   blob. That holds for a blob whose row came late, too: it was named within the first half of a grace, and if that
///   lasted for more than the pause between two passes, a pass saw it. Once the blob is open, the file system covers
///   the reader: an open file whose name is removed keeps its bytes
///   (POSIX.1-2017, `unlink`), which `DiskVolumeTest.aReaderKeepsTheBytesOfADeletedBlob` checks on the real disk.
public final class Collector {
    /// Ids asked of the index at once.
    static final int BATCH = 1000;
    /// Ids that may wait for their grace at the same time; more garbage than this takes several grace times to free.
    static final int WAITING_LIMIT = 500_000;

    private final BlobStore store;
    private final References references;
    private final InFlight inFlight;
    private final long graceNanos;
    private final long longestPauseNanos;
    private final LongSupplier nanos;
    private final Map<BlobId, Sightings> unreferenced = new HashMap<>();

    /// @param nanos a clock that never steps: `System::nanoTime`
    public Collector(BlobStore store, References references, InFlight inFlight, Duration grace, LongSupplier nanos) {
        this.store = store;
        this.references = references;
        this.inFlight = inFlight;
        this.graceNanos = grace.toNanos();
        this.longestPauseNanos = grace.toNanos() / 4;
        this.nanos = nanos;
    }

    /// Passes must not begin further apart than this, else nothing is ever old enough to be freed.
    public Duration longestPause() {
        return Duration.ofNanos(longestPauseNanos);
    }

    /// One pass over the volume. Call it again and again; passes never overlap.
    ///
    /// @throws VolumeRefusal when the disk refused; the next pass begins anew
    public synchronized CollectReport collect() {
        Pass pass = new Pass();
        try (Stream<BlobListing> listing = store.list()) {
            Map<BlobId, Long> batch = new HashMap<>();
            for (Iterator<BlobListing> each = listing.iterator(); each.hasNext(); ) {
                BlobListing found = each.next();
                idOf(found).ifPresent(id -> batch.merge(id, sizeOf(found), Long::sum));
                if (batch.size() >= BATCH) {
                    pass.judge(batch);
                    batch.clear();
                }
            }
            pass.judge(batch);
        }
        unreferenced.keySet().retainAll(pass.remembered);
        return pass.report();
    }

    private static Optional<BlobId> idOf(BlobListing found) {
        return switch (found) {
            case BlobListing.Sealed(BlobId id, long _, var _) -> Optional.of(id);
            case BlobListing.Stray(String _, long _, var _, Optional<BlobId> debrisOf, String _) -> debrisOf;
        };
    }

    private static long sizeOf(BlobListing found) {
        return switch (found) {
            case BlobListing.Sealed(BlobId _, long sizeBytes, var _) -> sizeBytes;
            case BlobListing.Stray(String _, long sizeBytes, var _, var _, String _) -> sizeBytes;
        };
    }

    private final class Pass {
        private final Set<BlobId> remembered = new HashSet<>();
        private long waiting;
        private long restarted;
        private long seen;
        private long freed;
        private long freedBytes;

        void judge(Map<BlobId, Long> batch) {
            seen += batch.size();
            List<BlobId> free = new ArrayList<>(batch.keySet());
            free.removeIf(inFlight::isHeld); // first this, then the index: see InFlight
            if (!free.isEmpty()) {
                free.removeAll(new HashSet<>(references.referenced(free)));
                free.removeIf(inFlight::isHeld); // and again, for a copy that began meanwhile
            }
            // Whoever is held or named now begins its grace anew, should it ever be unreferenced again.
            Set<BlobId> judged = new HashSet<>(free);
            batch.keySet().stream().filter(id -> !judged.contains(id)).forEach(unreferenced::remove);
            free.forEach(id -> sighted(id, batch.getOrDefault(id, 0L)));
        }

        private void sighted(BlobId id, long sizeBytes) {
            long now = nanos.getAsLong();
            Sightings before = unreferenced.get(id);
            if (before == null && unreferenced.size() >= WAITING_LIMIT) {
                waiting++;
                return;
            }
            boolean gap = before != null && now - before.lastNanos() > longestPauseNanos;
            long first = before == null || gap ? now : before.firstNanos();
            if (now - first >= graceNanos) {
                free(id, sizeBytes);
                return;
            }
            unreferenced.put(id, new Sightings(first, now));
            remembered.add(id);
            waiting++;
            restarted += gap ? 1 : 0;
        }

        private void free(BlobId id, long sizeBytes) {
            store.delete(id);
            freed++;
            freedBytes += sizeBytes;
        }

        CollectReport report() {
            return new CollectReport(seen, waiting, restarted, freed, freedBytes);
        }
    }

    /// When a blob was first, and when it was last, seen unreferenced, by passes without a long pause between them.
    private record Sightings(long firstNanos, long lastNanos) {}
}
