package skyhall.platform.access;

/// What became of a text that should be a policy.
public sealed interface PolicyParsing {
    /// The text is a policy and every part of it is understood.
    record Parsed(Policy policy) implements PolicyParsing {}

    /// The text is no policy, or has a part that we do not understand: a policy is never kept by halves.
    ///
    /// @param reason one sentence for the caller, in AWS's words where AWS has some
    record Malformed(String reason) implements PolicyParsing {}
}
