package skyhall.platform.access;

/// What a set of policies says of one request.
public enum Verdict {
    /// Some statement allows and none denies.
    ALLOWED,
    /// Some statement denies: nothing else can allow.
    DENIED,
    /// No statement speaks of it.
    SILENT
}
