package skyhall.storage.bucket;

/// What became of the wish for a new bucket.
public sealed interface CreateOutcome {
    record Created(Bucket bucket) implements CreateOutcome {}

    /// The same owner has it already.
    record YoursAlready(Bucket bucket) implements CreateOutcome {}

    /// Somebody else has it; nothing more is said of it.
    record Taken() implements CreateOutcome {}

    record TooMany(int allowed) implements CreateOutcome {}
}
