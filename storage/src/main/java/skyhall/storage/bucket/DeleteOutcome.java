package skyhall.storage.bucket;

/// What became of the wish to delete a bucket.
public sealed interface DeleteOutcome {
    record Deleted() implements DeleteOutcome {}

    /// Objects, versions or delete markers are in it. Nothing was changed.
    record NotEmpty() implements DeleteOutcome {}

    /// Writes that began earlier did not end in time. Nothing was changed.
    record Busy() implements DeleteOutcome {}
}
