package skyhall.platform.access;

import java.util.List;
import java.util.Map;

/// A statement as it was written, with lists where the language also takes a single value.
///
/// @param sid empty when it has none
/// @param principals by type (`AWS`, `CanonicalUser`, `Service`); empty in an identity's policy
/// @param notPrincipal whether the statement means all but `principals`; the same for actions and resources
record StatementText(
        String sid,
        boolean allows,
        Map<String, List<String>> principals,
        boolean notPrincipal,
        List<String> actions,
        boolean notAction,
        List<String> resources,
        boolean notResource,
        List<ConditionText> conditions) {}
