package skyhall.portal.page;

import java.util.function.Predicate;
import skyhall.platform.identity.Principal;

/// A service that a module offers on the portal: a line in the navigation and a card on the home page. Addresses at
/// and below `path` answer 403 to whoever `visibleFor` refuses, so that what is hidden is also closed.
///
/// @param nameKey message key of its name
/// @param summaryKey message key of one sentence that says what a person does there
/// @param path where it begins, such as `/objects`
/// @param icon path data (the `d` attribute) of a line icon in a 24 by 24 box
public record PortalSection(
        String nameKey, String summaryKey, String path, String icon, Predicate<Principal> visibleFor) {
    public PortalSection {
        if (!path.matches("/[a-z0-9][a-z0-9/-]*")) {
            throw new IllegalArgumentException("not a section's path: " + path);
        }
    }

    /// Whether an address is one of this section's.
    public boolean holds(String address) {
        return address.equals(path) || address.startsWith(path + "/");
    }
}
