package skyhall.platform.identity;

import java.util.List;
import skyhall.platform.access.Policy;

/// A person or service account whose credentials were checked.
///
/// @param ownerId canonical id that S3 shows as an owner's ID; settable for automation, else 64 hex digits
/// @param displayName name that S3 shows beside it
/// @param arn `arn:aws:iam::<organisation name>:user/<name>`, as policies name a principal
/// @param organisationName the organisation's short name, unique in the installation
/// @param policies what the principal may do: those of its roles and its own; never empty of meaning:
///     no policy, no right
public record Principal(
        PrincipalId id,
        OrganisationId organisation,
        String organisationName,
        String name,
        String arn,
        String ownerId,
        String displayName,
        List<Policy> policies)
        implements Caller {
    public Principal {
        policies = List.copyOf(policies);
    }
}
