package skyhall.storage.volume;

/// There is no sealed blob of this id: it was never sealed, or it was deleted.
public final class BlobMissing extends RuntimeException {
    private final BlobId id;

    public BlobMissing(BlobId id) {
        super("there is no blob " + id);
        this.id = id;
    }

    public BlobId id() {
        return id;
    }
}
