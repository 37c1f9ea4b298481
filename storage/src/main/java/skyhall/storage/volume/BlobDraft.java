package skyhall.storage.volume;

/// A blob that is being written. Used by one thread at a time; holds at most one block in memory, and four bytes per
/// block written. Always close it: a draft that was not sealed leaves nothing behind.
public interface BlobDraft extends AutoCloseable {
    /// The name under which the blob will be found once it is sealed.
    BlobId id();

    /// Appends.
    ///
    /// @throws VolumeRefusal when the disk is full, read-only or failing. The draft is then broken: it can only be
    ///     closed
    /// @throws IllegalStateException after [#seal], [#close] or a refusal
    void write(byte[] bytes, int offset, int length);

    /// Bytes appended so far.
    long sizeBytes();

    /// Makes the blob whole, durable and visible, in this order: bytes and block checksums synced, both published
    /// by rename, every directory on the way synced. After return the bytes survive power loss.
    ///
    /// @throws VolumeRefusal when any step failed; the blob is then not sealed and never will be
    /// @throws IllegalStateException after [#seal], [#close] or a refusal
    void seal();

    /// Lets go of the draft; the bytes of an unsealed one are removed. Idempotent; throws nothing: what cannot be
    /// removed now is left to the collector.
    @Override
    void close();
}
