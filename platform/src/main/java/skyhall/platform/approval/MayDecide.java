package skyhall.platform.approval;

import skyhall.platform.identity.PrincipalId;

/// Says whether a person has the right to decide on a proposal. That nobody decides on their own is not asked here.
@FunctionalInterface
public interface MayDecide {
    boolean mayDecide(PrincipalId decider, Proposal proposal);
}
