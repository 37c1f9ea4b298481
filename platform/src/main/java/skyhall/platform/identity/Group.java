package skyhall.platform.identity;

import java.util.List;

/// Accounts of one organisation that share policies.
///
/// @param policies names of the organisation's policies that every member has
record Group(Id id, OrganisationId organisation, String name, List<String> policies) {
    public Group {
        policies = List.copyOf(policies);
    }

    /// The group's number in this installation.
    public record Id(long value) {}
}
