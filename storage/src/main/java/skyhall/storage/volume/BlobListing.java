package skyhall.storage.volume;

import java.time.Instant;
import java.util.Optional;

/// One thing found in a volume.
sealed interface BlobListing {
    /// A published blob. `modified` is its file's time, by the wall clock of whenever it was written: for people to
    /// read, too weak to decide anything by.
    record Sealed(BlobId id, long sizeBytes, Instant modified) implements BlobListing {}

    /// A file that is no sealed blob.
    ///
    /// @param path relative to the volume
    /// @param debrisOf the blob of which a crash left this piece, to be removed by [BlobStore#delete]; empty for a
    ///     foreign file, which nobody but an operator removes
    record Stray(String path, long sizeBytes, Instant modified, Optional<BlobId> debrisOf, String why)
            implements BlobListing {}
}
