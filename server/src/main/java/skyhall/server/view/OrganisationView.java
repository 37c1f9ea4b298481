package skyhall.server.view;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.Organisations;

/// An organisation.
///
/// @param parent the name of the organisation above, absent at the top of a tree
public record OrganisationView(
        long id,
        String name,
        String displayName,
        Optional<String> parent,
        String timeZone,
        String canonicalId,
        boolean enabled,
        Instant createdAt) {
    public static OrganisationView of(Organisation organisation, Organisations all) {
        return new OrganisationView(
                organisation.id().value(),
                organisation.name(),
                organisation.displayName(),
                organisation.parent().flatMap(all::find).map(Organisation::name),
                organisation.timeZone().getId(),
                organisation.canonicalId(),
                organisation.enabled(),
                organisation.createdAt());
    }
}
