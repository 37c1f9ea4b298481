package skyhall.platform.identity;

/// An organisation's number in this installation.
public record OrganisationId(long value) {}
