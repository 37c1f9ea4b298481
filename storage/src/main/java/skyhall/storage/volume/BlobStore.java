package skyhall.storage.volume;

import java.util.Optional;
import java.util.stream.Stream;

/// Where the bytes of large objects lie. Each blob is written once, sealed, read many times and deleted; it never
/// changes. Every engine passes `AbstractTestBlobStore`. Safe for use by many threads.
///
/// A blob is in one of three states. *Draft*: being written, readable by nobody, gone after a crash. *Sealed*: whole,
/// and it survives power loss. *Deleted*: gone for whoever opens it from now on; readers that were open before keep
/// reading the old bytes to their end.
///
/// After power loss a blob whose [BlobDraft#seal] had not returned may be there or not; when it is there and readable,
/// it is whole. A deleted blob may be there again: whoever deletes must be able to delete once more.
public interface BlobStore {
    /// Begins a blob under a fresh id.
    ///
    /// @throws VolumeRefusal when writes are refused at the moment; [#room] says the same
    BlobDraft draft();

    /// Opens a sealed blob.
    ///
    /// @throws BlobMissing when there is no sealed blob of this id
    /// @throws BlobDamaged when its checksums are missing or unreadable, or its length is wrong
    /// @throws VolumeRefusal when the disk fails to answer
    BlobReader open(BlobId id);

    /// Removes a blob, and whatever a crash left of one. Nothing happens when there is none, or while it is a draft
    /// in this process. The removal itself need not survive power loss.
    ///
    /// @throws VolumeRefusal when the disk refuses
    void delete(BlobId id);

    /// Every sealed blob in ascending order of id, and among them every file that is no sealed blob. Drafts that are
    /// being written are not listed. What is sealed or deleted while the stream runs may be listed or not.
    /// Close the stream after use.
    ///
    /// @throws VolumeRefusal here or from the stream, when the disk fails to answer
    default Stream<BlobListing> list() {
        return list(Optional.empty());
    }

    /// As [#list()], but without the sealed blobs up to and including `after`; stray files that lie before it may be
    /// left out too.
    Stream<BlobListing> list(Optional<BlobId> after);

    /// How much room there is and whether new drafts are refused at the moment. Cheap enough for every health check.
    Room room();
}
