package skyhall.portal.page;

import java.time.ZoneId;
import java.util.Optional;
import skyhall.platform.identity.OrganisationId;

/// Knows in which time zone an organisation lives.
@FunctionalInterface
public interface ZoneFinder {
    /// The zone of this organisation; of the installation when nobody has signed in.
    ZoneId zoneOf(Optional<OrganisationId> organisation);
}
