package skyhall.platform.audit;

/// What came of it.
public enum AuditOutcome {
    /// The effect is committed.
    DONE,
    /// It was not allowed or not possible; nothing was changed.
    REFUSED,
    /// It was allowed and went wrong.
    FAILED
}
