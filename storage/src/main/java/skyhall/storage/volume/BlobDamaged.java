package skyhall.storage.volume;

/// The stored bytes of a blob are not the ones that were sealed. They were not handed out.
public final class BlobDamaged extends RuntimeException {
    /// In place of a block's number when the checksums themselves, or the length of the file, are wrong.
    public static final long WHOLE = -1;

    private final BlobId id;
    private final long blockIndex;
    private final long offsetBytes;
    private final String why;

    public BlobDamaged(BlobId id, long blockIndex, long offsetBytes, String why) {
        super("blob " + id + (blockIndex == WHOLE ? "" : ", block " + blockIndex + " at byte " + offsetBytes) + ": "
                + why);
        this.id = id;
        this.blockIndex = blockIndex;
        this.offsetBytes = offsetBytes;
        this.why = why;
    }

    public BlobId id() {
        return id;
    }

    /// The damaged block, counted from 0, or [#WHOLE].
    public long blockIndex() {
        return blockIndex;
    }

    /// Where the damaged block begins in the blob; 0 with [#WHOLE].
    public long offsetBytes() {
        return offsetBytes;
    }

    /// What is wrong, as the end of a sentence.
    public String why() {
        return why;
    }
}
