/// Two persons for what one must not do alone: a proposal, a decision by somebody else, and the effect in the same
/// transaction as the last approval, exactly once.
///
/// [skyhall.platform.approval.Approvals] is the only way in. A feature registers an
/// [skyhall.platform.approval.ApprovalEffect] for its kind of proposal; who may decide is asked through
/// [skyhall.platform.approval.MayDecide].
@org.jspecify.annotations.NullMarked
package skyhall.platform.approval;
