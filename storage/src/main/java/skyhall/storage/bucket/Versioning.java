package skyhall.storage.bucket;

/// Whether a bucket keeps what is overwritten and deleted. Once enabled it can be suspended, never
/// undone.
public enum Versioning {
    NEVER,
    ENABLED,
    SUSPENDED
}
