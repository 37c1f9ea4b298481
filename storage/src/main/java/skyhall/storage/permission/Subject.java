package skyhall.storage.permission;

import java.util.List;
import java.util.Map;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;

/// Who asks, and the circumstances that policies may make conditions of.
///
/// @param circumstances condition keys in lower case with their values: `aws:sourceip`,
///     `aws:securetransport`,
///     `s3:prefix`, ...
public record Subject(Caller caller, Map<String, List<String>> circumstances) {
    public Subject {
        circumstances = Map.copyOf(circumstances);
    }

    /// Canonical id, or empty for an anonymous caller.
    public String ownerId() {
        return caller instanceof Principal principal ? principal.ownerId() : "";
    }

    /// Short name of the caller's organisation, or empty for an anonymous caller.
    public String account() {
        return caller instanceof Principal principal ? principal.organisationName() : "";
    }

    /// The same caller with one more circumstance.
    public Subject with(String key, List<String> values) {
        Map<String, List<String>> more = new java.util.HashMap<>(circumstances);
        more.put(key, List.copyOf(values));
        return new Subject(caller, more);
    }
}
