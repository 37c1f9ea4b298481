package skyhall.storage.volume;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the index says about blobs; implemented over SQL by the object store. Every answer must rest on rows that
/// are committed, read in a transaction that begins after the call: a stale snapshot would let the collector remove
/// bytes that were named meanwhile.
public interface References {
    /// Those of `ids` that any row names.
    ///
    /// @throws RuntimeException when the index cannot be asked; nothing is collected then
    Set<BlobId> referenced(Collection<BlobId> ids);

    /// The blobs named by rows, in ascending order of id, without those up to and including `after`; at most `limit`,
    /// and fewer only at the end. A blob named by several rows may come once or more often.
    List<KeptBlob> referencedAfter(Optional<BlobId> after, int limit);
}
