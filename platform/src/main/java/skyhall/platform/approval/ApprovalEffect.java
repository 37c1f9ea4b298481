package skyhall.platform.approval;

/// What is done when enough persons agree.
@FunctionalInterface
public interface ApprovalEffect {
    /// Called inside the transaction of the last approval; throwing rolls the approval back, and the proposal stays
    /// open.
    void apply(Proposal proposal);
}
