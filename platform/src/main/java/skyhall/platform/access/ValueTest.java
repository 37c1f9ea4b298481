package skyhall.platform.access;

import java.util.List;

/// One value that a policy gives, ready to be compared with a request's value.
@FunctionalInterface
interface ValueTest {
    /// @param value of the request; one that cannot be read (no number, no address) is no match
    /// @param question where variables in the policy's value find theirs
    boolean matches(String value, AccessQuestion question);

    /// The variables that this test needs.
    default List<TextPart.Variable> variables() {
        return List.of();
    }
}
