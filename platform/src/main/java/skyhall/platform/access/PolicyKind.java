package skyhall.platform.access;

/// Where a policy hangs, which decides whether it names its principals.
public enum PolicyKind {
    /// On a principal: whom it speaks of is plain, so it must not say.
    IDENTITY,
    /// On a resource: every statement says whom it speaks of.
    RESOURCE
}
