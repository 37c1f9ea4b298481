package skyhall.platform.identity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// An agency, a city, a province: what owns buckets and people.
///
/// @param parent empty at the top of a tree
/// @param name short, unique in the installation: `[a-z][a-z0-9-]{1,62}`
/// @param canonicalId 64 hex digits, or as set by the bootstrap file
/// @param enabled its own switch; it is in force only if every organisation above it is enabled too
public record Organisation(
        OrganisationId id,
        Optional<OrganisationId> parent,
        String name,
        String displayName,
        ZoneId timeZone,
        String canonicalId,
        boolean enabled,
        Instant createdAt) {
    /// What is needed to make one. An absent canonical id is drawn by lot.
    public record Draft(
            Optional<OrganisationId> parent,
            String name,
            String displayName,
            String timeZone,
            Optional<String> canonicalId) {}
}
