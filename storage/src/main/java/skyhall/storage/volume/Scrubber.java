package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads every blob again, block by block against its checksums, and compares the volume with the rows: names flipped
/// bits, wrong lengths, missing blobs, orphans and stray files. Changes nothing.
///
/// It walks both in the order of the ids and side by side, in slices, so that neither has to fit in memory and a
/// restart goes on where the last slice ended. Puts and deletes go on meanwhile; so nothing is called missing or
/// orphaned before the other side was asked once more:
///
/// - *missing*: the blob could not be opened, and **afterwards** a row still names it. Since a put seals before it
///   commits and the collector deletes after the row is gone, no healthy blob can show itself so.
/// - *orphan*: nobody holds the blob, and **afterwards** no row names it. Orphans are not read: after a crash they may
///   be unfinished, and nobody will ask for them.
public final class Scrubber {
    /// A pace without pauses.
    public static final LongConsumer UNHURRIED = _ -> {};

    private static final int PAGE = 1000;
    private static final int READ_BYTES = 1 << 20;

    private final BlobStore store;
    private final References references;
    private final InFlight inFlight;
    private final LongConsumer pace;

    /// @param pace told after every read how many bytes that was; waits as long as it sees fit ([ScrubPace])
    public Scrubber(BlobStore store, References references, InFlight inFlight, LongConsumer pace) {
        this.store = store;
        this.references = references;
        this.inFlight = inFlight;
        this.pace = pace;
    }

    /// Walks on from `from` until about `maxBytes` were read or the volume ends. A slice looks at one blob at least.
    ///
    /// @throws VolumeRefusal when the volume cannot be listed; a blob that cannot be read is a finding
    public ScrubReport scrub(ScrubPosition from, long maxBytes) {
        Slice slice = new Slice(from.after(), maxBytes);
        try (Stream<BlobListing> listing = store.list(from.after())) {
            Iterator<BlobListing> files = listing.iterator();
            while (files.hasNext() && slice.hasRoom()) {
                switch (files.next()) {
                    case BlobListing.Sealed sealed -> slice.blob(sealed);
                    case BlobListing.Stray stray -> slice.stray(stray);
                }
            }
            if (!files.hasNext()) {
                slice.theRest();
            }
        }
        return slice.report();
    }

    /// The rows in the order of their blobs, one page in memory.
    private final class Rows {
        private List<KeptBlob> page = List.of();
        private int next;
        private Optional<BlobId> after;
        private boolean ended;

        Rows(Optional<BlobId> after) {
            this.after = after;
        }

        @Nullable
        KeptBlob peek() {
            if (next == page.size() && !ended) {
                page = references.referencedAfter(after, PAGE);
                next = 0;
                ended = page.isEmpty();
                after = ended ? after : Optional.of(page.getLast().id());
            }
            return next < page.size() ? page.get(next) : null;
        }

        void pop() {
            next++;
        }
    }

    private final class Slice {
        private final Rows rows;
        private final long maxBytes;
        private final byte[] buffer = new byte[READ_BYTES];
        private final List<ScrubFinding> findings = new ArrayList<>();
        private long further;
        private long blobs;
        private long bytes;
        private Optional<BlobId> last;
        private boolean complete;

        Slice(Optional<BlobId> after, long maxBytes) {
            this.rows = new Rows(after);
            this.last = after;
            this.maxBytes = maxBytes;
        }

        boolean hasRoom() {
            return bytes < maxBytes;
        }

        void blob(BlobListing.Sealed sealed) {
            rowsBefore(sealed.id());
            boolean named = false;
            for (KeptBlob row = rows.peek(); row != null && row.id().equals(sealed.id()); row = rows.peek()) {
                named = true;
                compareLength(row, sealed.sizeBytes());
                rows.pop();
            }
            if (named) {
                readThrough(sealed.id());
            } else if (isOrphan(sealed.id())) {
                found(new ScrubFinding.Orphan(sealed.id(), sealed.sizeBytes()));
            }
            last = Optional.of(sealed.id());
        }

        void stray(BlobListing.Stray stray) {
            found(new ScrubFinding.StrayFile(stray.path(), stray.sizeBytes(), stray.why()));
        }

        /// The files have ended; so every row that is left has none.
        void theRest() {
            for (KeptBlob row = rows.peek(); row != null; row = rows.peek()) {
                missing(row);
                rows.pop();
            }
            complete = true;
        }

        ScrubReport report() {
            ScrubPosition position = complete ? ScrubPosition.START : new ScrubPosition(last);
            return new ScrubReport(blobs, bytes, List.copyOf(findings), further, position, complete);
        }

        private void rowsBefore(BlobId id) {
            for (KeptBlob row = rows.peek(); row != null && row.id().compareTo(id) < 0; row = rows.peek()) {
                missing(row);
                rows.pop();
            }
        }

        private void compareLength(KeptBlob row, long fileBytes) {
            if (row.sizeBytes() != fileBytes) {
                found(new ScrubFinding.WrongLength(row.id(), row.sizeBytes(), fileBytes));
            }
        }

        private void missing(KeptBlob row) {
            try {
                store.open(row.id()).close(); // sealed since the files were listed
            } catch (BlobMissing _) {
                if (references.referenced(Set.of(row.id())).contains(row.id())) {
                    found(new ScrubFinding.MissingBlob(row.id(), row.sizeBytes()));
                }
            } catch (BlobDamaged | VolumeRefusal _) {
                // It is there; the next walk, which lists it, reads it through.
            }
        }

        private boolean isOrphan(BlobId id) {
            return !inFlight.isHeld(id) && !references.referenced(Set.of(id)).contains(id);
        }

        private void readThrough(BlobId id) {
            try (BlobReader reader = store.open(id)) {
                int blockBytes = reader.blockBytes();
                for (long offset = 0; offset < reader.sizeBytes(); offset += blockBytes) {
                    readBlock(id, reader, offset);
                }
                blobs++;
            } catch (BlobMissing _) {
                // Deleted since it was listed.
            } catch (BlobDamaged e) {
                found(new ScrubFinding.DamagedBlock(id, e.blockIndex(), e.offsetBytes(), e.why()));
            } catch (VolumeRefusal e) {
                String why = e.reason().sentence();
                found(new ScrubFinding.DamagedBlock(id, BlobDamaged.WHOLE, 0, why));
            }
        }

        /// One damaged block does not hide the next; damaged checksums end the reading of this blob.
        private void readBlock(BlobId id, BlobReader reader, long offset) {
            long index = offset / reader.blockBytes();
            try {
                int count = reader.read(offset, buffer, 0, buffer.length);
                bytes += count;
                pace.accept(count);
            } catch (BlobDamaged e) {
                if (e.blockIndex() == BlobDamaged.WHOLE) {
                    throw e;
                }
                found(new ScrubFinding.DamagedBlock(id, index, offset, e.why()));
            } catch (VolumeRefusal e) {
                found(new ScrubFinding.DamagedBlock(
                        id, index, offset, e.reason().sentence()));
            }
        }

        private void found(ScrubFinding finding) {
            if (findings.size() < ScrubReport.FINDINGS_LIMIT) {
                findings.add(finding);
            } else {
                further++;
            }
        }
    }
}
