package skyhall.storage.object;

import java.util.Optional;

/// What became of a deletion.
public sealed interface DeleteResult {
    /// Done, or there was nothing to do.
    ///
    /// @param version the version that was removed or the marker that was made; empty without
    ///     versioning
    /// @param marker whether that version is a delete marker
    record Deleted(Optional<VersionId> version, boolean marker) implements DeleteResult {}

    /// The current version is not as the request demanded. Nothing was changed.
    record ConditionFailed() implements DeleteResult {}

    /// The request demanded a certain current version and there is none. Nothing was changed.
    record NothingThere() implements DeleteResult {}
}
