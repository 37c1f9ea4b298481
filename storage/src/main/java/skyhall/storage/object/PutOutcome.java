package skyhall.storage.object;

/// What became of a put whose bytes are safe.
public sealed interface PutOutcome {
    /// The row is committed: the object survives power loss.
    record Stored(VersionId version) implements PutOutcome {}

    /// The current version is not as the request demanded. Nothing was changed.
    record ConditionFailed() implements PutOutcome {}

    /// The request demanded a certain current version and there is none. Nothing was changed.
    record NothingThere() implements PutOutcome {}

    /// The bucket was deleted in the meantime. Nothing was changed.
    record BucketGone() implements PutOutcome {}
}
