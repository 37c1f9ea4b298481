package skyhall.platform.identity;

/// A policy document that an organisation wrote for itself, under a name unique in the organisation.
record OwnPolicy(Id id, OrganisationId organisation, String name, String document) {
    /// The policy's number in this installation.
    public record Id(long value) {}
}
