package skyhall.platform.access;

import java.util.Optional;

/// A verdict with the statement that brought it about, for audit records and for people who ask why.
///
/// @param decider empty when no statement spoke
record Decision(Verdict verdict, Optional<Decider> decider) {
    /// The first deny that applied, or the first allow where no deny did.
    ///
    /// @param policyIndex place in the list of policies that was asked, from 0
    /// @param statementIndex place in that policy, from 0
    /// @param sid the statement's own name, or empty
    record Decider(int policyIndex, int statementIndex, String sid) {}
}
