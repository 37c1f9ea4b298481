package skyhall.storage.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import skyhall.storage.bucket.Versioning;

/// Versions of keys as the Amazon S3 User Guide tells of them, kept in lists: what the real thing is compared with.
final class NaiveKeys {
    /// @param id empty for the null version
    record Version(Optional<VersionId> id, String text, boolean marker) {}

    private final Map<String, List<Version>> keys = new TreeMap<>();

    /// Newest first.
    List<Version> versions(String key) {
        return List.copyOf(keys.getOrDefault(key, List.of()));
    }

    Optional<Version> current(String key) {
        return versions(key).stream().findFirst().filter(version -> !version.marker());
    }

    String text(String key) {
        return versions(key).stream().findFirst().map(NaiveKeys::text).orElse("absent");
    }

    String text(String key, VersionId id) {
        return versions(key).stream()
                .filter(version -> is(version, id))
                .findFirst()
                .map(NaiveKeys::text)
                .orElse("absent");
    }

    /// @param id the one that the store gave
    void put(Versioning versioning, String key, VersionId id, String text) {
        add(versioning, key, id, text, false);
    }

    /// A deletion that names no version.
    ///
    /// @param marker the one that the store gave
    void hide(Versioning versioning, String key, Optional<VersionId> marker) {
        if (versioning == Versioning.NEVER) {
            keys.remove(key);
        } else {
            add(versioning, key, marker.orElseThrow(), "", true);
        }
    }

    void remove(String key, VersionId id) {
        of(key).removeIf(version -> is(version, id));
    }

    private void add(Versioning versioning, String key, VersionId id, String text, boolean marker) {
        List<Version> versions = of(key);
        if (versioning == Versioning.ENABLED) {
            versions.addFirst(new Version(Optional.of(id), text, marker));
        } else {
            versions.removeIf(version -> version.id().isEmpty());
            versions.addFirst(new Version(Optional.empty(), text, marker));
        }
    }

    private List<Version> of(String key) {
        return keys.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    private static boolean is(Version version, VersionId id) {
        return id.isNull() ? version.id().isEmpty() : version.id().equals(Optional.of(id));
    }

    private static String text(Version version) {
        return version.marker() ? "marker" : version.text();
    }
}
