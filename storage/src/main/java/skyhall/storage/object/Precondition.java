package skyhall.storage.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What must hold of the key's current version for a write to happen.
///
/// @param ifMatch entity tags without quotes of which one must be the current; `*` for any object;
/// empty list: not asked
/// @param ifNoneMatch entity tags without quotes of which none may be the current; `*` for no object at
///     all
/// @param ifModifiedAt for deletions: the current version's time, to the second
/// @param ifSizeBytes for deletions: the current version's size
public record Precondition(
        List<String> ifMatch, List<String> ifNoneMatch, Optional<Instant> ifModifiedAt, Optional<Long> ifSizeBytes) {
    public static final Precondition NONE = new Precondition(List.of(), List.of(), Optional.empty(), Optional.empty());
    /// The key must have no current version.
    public static final Precondition ABSENT =
            new Precondition(List.of(), List.of("*"), Optional.empty(), Optional.empty());

    public Precondition {
        ifMatch = List.copyOf(ifMatch);
        ifNoneMatch = List.copyOf(ifNoneMatch);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /// Whether there is something that a current version must have, so that none at all is a refusal of
    /// its own.
    boolean needsObject() {
        return !ifMatch.isEmpty() || ifModifiedAt.isPresent() || ifSizeBytes.isPresent();
    }

    /// Whether it holds at this moment; only the commit decides.
    public boolean holdsFor(Optional<ObjectVersion> current) {
        return holds(current.map(o -> new Current(o.version(), o.etag(), o.modifiedAt(), o.sizeBytes())));
    }

    /// Whether it holds for a key with this current version.
    boolean holds(Optional<Current> current) {
        if (current.isEmpty()) {
            return !needsObject();
        }
        Current now = current.get();
        return !ifNoneMatch.contains("*")
                && !ifNoneMatch.contains(now.etag())
                && (ifMatch.isEmpty() || ifMatch.contains("*") || ifMatch.contains(now.etag()))
                && ifModifiedAt
                        .map(at -> at.getEpochSecond() == now.modifiedAt().getEpochSecond())
                        .orElse(true)
                && ifSizeBytes.map(size -> size == now.sizeBytes()).orElse(true);
    }

    /// As much of the current version as conditions speak of.
    record Current(VersionId version, String etag, Instant modifiedAt, long sizeBytes) {}
}
