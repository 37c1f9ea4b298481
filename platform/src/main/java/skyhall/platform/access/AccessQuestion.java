package skyhall.platform.access;

import java.util.List;
import java.util.Map;

/// One request as policies see it.
///
/// @param principalArn `arn:aws:iam::org:user/name`, the name of a service that acts by itself
///     (`logging.s3.amazonaws.com`), or empty for an anonymous caller
/// @param organisationName account part of the ARN, or empty for an anonymous caller or a service
/// @param action `service:Name`, compared without regard to case
/// @param resource an ARN
/// @param context condition keys in lower case (`aws:sourceip`) with their values; an absent key is absent, not
///     empty
/// @param canonicalId the principal's owner id, unique in the installation, or empty when there is none
public record AccessQuestion(
        String principalArn,
        String organisationName,
        String action,
        String resource,
        Map<String, List<String>> context,
        String canonicalId) {
    public AccessQuestion {
        context = Map.copyOf(context);
    }

    /// A question about a caller whose owner id does not matter.
    public AccessQuestion(
            String principalArn,
            String organisationName,
            String action,
            String resource,
            Map<String, List<String>> context) {
        this(principalArn, organisationName, action, resource, context, "");
    }

    /// Whether nobody is known to be asking.
    public boolean isAnonymous() {
        return principalArn.isEmpty();
    }
}
