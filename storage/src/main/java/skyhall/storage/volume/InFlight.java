package skyhall.storage.volume;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The blobs that somebody in this process is about to name in a row, or reads a row of. The collector leaves them
/// alone. One instance is shared by the [BlobKeeper], the [Collector] and the [Scrubber].
///
/// The rule that makes it safe: whoever holds a blob lets go only after the commit is over, and the collector asks
/// here *before* it asks the index. So a blob that is not held when the collector asks has either been named by then,
/// and the index will say so, or will not be named by that holder any more.
public final class InFlight {
    private final Map<BlobId, Integer> holders = new HashMap<>();

    /// Holds blobs until the answer is closed. Needed by whoever makes a second row name a blob that exists (a copy
    /// by reference): hold first, then read the row that names it, then commit, then let go.
    Hold hold(Collection<BlobId> ids) {
        synchronized (holders) {
            ids.forEach(id -> holders.merge(id, 1, Integer::sum));
        }
        return new Hold(this, ids);
    }

    boolean isHeld(BlobId id) {
        synchronized (holders) {
            return holders.containsKey(id);
        }
    }

    private void release(Collection<BlobId> ids) {
        synchronized (holders) {
            ids.forEach(id -> holders.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1));
        }
    }

    /// Keeps the collector away from some blobs. Close it once, after the commit is over.
    static final class Hold implements AutoCloseable {
        private final InFlight home;
        private Collection<BlobId> ids;

        private Hold(InFlight home, Collection<BlobId> ids) {
            this.home = home;
            this.ids = java.util.List.copyOf(ids);
        }

        @Override
        public void close() {
            home.release(ids);
            ids = java.util.List.of();
        }
    }
}
