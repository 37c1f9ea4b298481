package skyhall.platform.approval;

import java.time.Duration;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

/// A proposal to be made.
///
/// @param kind one for which an [ApprovalEffect] is registered
/// @param subject what it is about, as an ARN or a path
/// @param payload a JSON document for the effect
/// @param reason why, for the persons who decide
/// @param personsNeeded the proposer counts as one; usually [#TWO_PERSONS]
/// @param open how long it waits for decisions
public record ProposalDraft(
        OrganisationId organisation,
        String kind,
        String subject,
        String payload,
        PrincipalId proposer,
        String reason,
        int personsNeeded,
        Duration open) {
    /// The proposer and one other.
    public static final int TWO_PERSONS = 2;

    public ProposalDraft {
        if (personsNeeded < TWO_PERSONS || !open.isPositive()) {
            throw new IllegalArgumentException("a proposal needs two persons and some time");
        }
    }
}
