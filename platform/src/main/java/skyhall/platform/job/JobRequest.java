package skyhall.platform.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.OrganisationId;

/// A job to be done.
///
/// @param kind the name of a [JobKind] that some server knows; a job of a kind that none knows waits
/// @param organisation whose job it is; number 0 for the installation
/// @param uniqueKey while a job of this kind and organisation with the same key waits or runs there is no second;
/// null
/// for no such rule
/// @param request a JSON document for the handler
/// @param askedBy who asked, for people: an ARN, or the part of the installation
/// @param dueAt not before this time; null for at once
public record JobRequest(
        String kind,
        OrganisationId organisation,
        @Nullable String uniqueKey,
        String request,
        String askedBy,
        @Nullable Instant dueAt) {}
