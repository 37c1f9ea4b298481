package skyhall.platform.access;

import java.util.List;
import java.util.Map;

/// One request as policies see it.
///
/// @param principalArn `arn:aws:iam::org:user/name`, or empty for an anonymous caller
/// @param organisationName account part of the ARN, or empty for an anonymous caller
/// @param action `service:Name`, compared without regard to case
/// @param resource an ARN
/// @param context condition keys in lower case (`aws:sourceip`) with their values; an absent key is absent, not empty
public record AccessQuestion(
        String principalArn,
        String organisationName,
        String action,
        String resource,
        Map<String, List<String>> context) {
    public AccessQuestion {
        context = Map.copyOf(context);
    }
}
