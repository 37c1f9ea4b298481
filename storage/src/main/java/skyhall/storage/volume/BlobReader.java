package skyhall.storage.volume;

/// Reads one sealed blob. Every byte handed out was checked against its block's checksum. Used by one thread at a
/// time; holds at most one block in memory. The bytes stay readable when the blob is deleted meanwhile.
public interface BlobReader extends AutoCloseable {
    /// The length of the blob.
    long sizeBytes();

    /// How many bytes share one checksum; reads that begin at a multiple of it and ask for at least
    /// as many are cheapest.
    int blockBytes();

    /// Reads from `position` into `into`; may read fewer bytes than asked, but at least one while `position` is inside
    /// the blob and `length` is positive. Whole blocks asked for at a block's start are read without a copy.
    ///
    /// @return how many bytes were read; -1 at or behind the end
    /// @throws BlobDamaged when a block fails its checksum; `into` then holds zeros where that block was to be
    /// @throws VolumeRefusal when the disk fails to answer
    int read(long position, byte[] into, int offset, int length);

    /// Idempotent; throws nothing.
    @Override
    void close();
}
