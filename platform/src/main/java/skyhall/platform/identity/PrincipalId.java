package skyhall.platform.identity;

/// The number of a person or service account in this installation.
public record PrincipalId(long value) {}
