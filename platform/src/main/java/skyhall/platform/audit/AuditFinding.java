package skyhall.platform.audit;

import skyhall.platform.identity.OrganisationId;

/// What the verifier says of one organisation's chain.
public sealed interface AuditFinding {
    OrganisationId organisation();

    /// Every record is as it was chained, none is missing, none was slipped in, and every kept head agrees.
    ///
    /// @param records in the chain
    /// @param unchained committed records that the chainer has not reached yet
    record Whole(OrganisationId organisation, long records, long unchained) implements AuditFinding {}

    /// The chain is broken; this is its first bad place.
    ///
    /// @param sequence the place in the chain
    /// @param recordId the record there, or 0 when even its number is gone
    /// @param sentence for a person: what is seen and what may have been done
    record Broken(OrganisationId organisation, Break kind, long sequence, long recordId, String sentence)
            implements AuditFinding {}

    /// Ways in which a chain is broken.
    enum Break {
        /// The record is not the one that was chained: it was edited, or changed places with another.
        EDITED,
        /// The record, or its entry in the chain, is gone.
        DELETED,
        /// A record stands among chained ones and was never chained.
        INSERTED,
        /// Entries of the chain stand in another order than their records.
        REORDERED,
        /// The chain ends before a head that was kept.
        TRUNCATED,
        /// The chain is sound in itself and differs from a head that was kept: it was made anew.
        REWRITTEN
    }
}
