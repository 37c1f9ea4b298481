package skyhall.platform.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.OrganisationId;

/// One thing that somebody did. Holds no secret: records are read by many and kept for ever.
///
/// @param organisation whose chain it joins; [#INSTALLATION] for what concerns no single organisation
/// @param occurredAt kept in whole microseconds
/// @param action `<module>:<Verb>`, such as `identity:CreateKey`; at most 200 signs
/// @param subject what it was done to, as an ARN or a path; at most 4,000 signs
/// @param requestId of the request behind it, or null when none was
/// @param remoteAddress of the client, or null when none was
/// @param details a JSON document, kept to the byte; `{}` when there is nothing to add
public record AuditRecord(
        OrganisationId organisation,
        Instant occurredAt,
        AuditActor actor,
        String action,
        String subject,
        AuditOutcome outcome,
        @Nullable String requestId,
        @Nullable String remoteAddress,
        String details) {
    /// The chain of the installation itself: settings, organisations made and ended, operators.
    public static final OrganisationId INSTALLATION = new OrganisationId(0);

    public AuditRecord {
        if (!action.matches("[a-z][a-z0-9-]*:[A-Z][A-Za-z0-9]*") || action.length() > 200) {
            throw new IllegalArgumentException("not an action: " + action);
        }
        if (subject.length() > 4000) {
            throw new IllegalArgumentException("subject of " + action + " is longer than 4000 signs");
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }
}
