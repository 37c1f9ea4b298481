package skyhall.storage.object;

/// What was found under a key.
public sealed interface GetOutcome {
    record Found(ObjectVersion object) implements GetOutcome {}

    /// No version at all, or not the one that was asked for.
    record NotFound() implements GetOutcome {}

    /// The version is a delete marker.
    ///
    /// @param asked whether the marker was asked for by its id; otherwise it merely is the latest
    ///     version
    record Marker(VersionId version, java.time.Instant modifiedAt, boolean asked) implements GetOutcome {}
}
