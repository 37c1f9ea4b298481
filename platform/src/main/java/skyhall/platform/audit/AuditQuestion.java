package skyhall.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

/// Which records somebody wants to see; null means any.
///
/// @param from inclusive
/// @param to exclusive
/// @param actionStart how the action begins, such as `identity:`
/// @param subjectStart how the subject begins
public record AuditQuestion(
        OrganisationId organisation,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable PrincipalId actor,
        @Nullable String actionStart,
        @Nullable String subjectStart,
        @Nullable AuditOutcome outcome) {
    /// Every record of the organisation.
    public static AuditQuestion all(OrganisationId organisation) {
        return new AuditQuestion(organisation, null, null, null, null, null, null);
    }
}
