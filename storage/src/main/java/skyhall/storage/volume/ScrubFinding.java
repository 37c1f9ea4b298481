package skyhall.storage.volume;

/// One thing that the scrubber found wrong.
sealed interface ScrubFinding {
    /// A block whose bytes are not the sealed ones, or cannot be read.
    ///
    /// @param blockIndex counted from 0, or [BlobDamaged#WHOLE] when length or checksums of the whole are wrong
    /// @param offsetBytes where the block begins in the blob
    record DamagedBlock(BlobId id, long blockIndex, long offsetBytes, String why) implements ScrubFinding {}

    /// A row names this blob, and it is not there.
    record MissingBlob(BlobId id, long sizeBytes) implements ScrubFinding {}

    /// The row and the file disagree about the length.
    record WrongLength(BlobId id, long rowBytes, long fileBytes) implements ScrubFinding {}

    /// No row names this blob. The collector frees it after its grace; it is no damage.
    record Orphan(BlobId id, long sizeBytes) implements ScrubFinding {}

    /// A file that is no blob.
    record StrayFile(String path, long sizeBytes, String why) implements ScrubFinding {}
}
