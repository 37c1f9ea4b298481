package skyhall.platform.approval;

import skyhall.platform.fault.Fault;
import skyhall.platform.fault.PlatformFault;

/// What became of a decision.
public sealed interface DecisionOutcome {
    /// Written down; the proposal stands as it is given here. [ProposalState#APPROVED] means the effect is committed.
    record Decided(Proposal proposal) implements DecisionOutcome {}

    /// Nothing was written.
    record Refused(Refusal refusal) implements DecisionOutcome {}

    /// Why not.
    enum Refusal {
        /// No such proposal in this organisation.
        UNKNOWN(PlatformFault.PROPOSAL_UNKNOWN),
        /// It is decided, withdrawn or expired, or this person has approved already.
        CLOSED(PlatformFault.PROPOSAL_CLOSED),
        /// The proposer wanted to decide, or somebody else to withdraw.
        OWN(PlatformFault.PROPOSAL_OWN),
        /// The person has no right to.
        NOT_ALLOWED(PlatformFault.PROPOSAL_NOT_ALLOWED),
        /// The content is not what was proposed.
        TAMPERED(PlatformFault.PROPOSAL_TAMPERED);

        private final PlatformFault fault;

        Refusal(PlatformFault fault) {
            this.fault = fault;
        }

        /// As the catalogue has it.
        public Fault fault() {
            return fault;
        }
    }
}
