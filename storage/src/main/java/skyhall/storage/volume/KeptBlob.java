package skyhall.storage.volume;

/// A sealed blob, ready to be named by a row.
public record KeptBlob(BlobId id, long sizeBytes) {}
