package skyhall.platform.identity;

import java.util.Map;

/// Where changes are written down. Called inside the transaction of the change: what it writes commits with it or
/// not at all. It is never given a secret.
@FunctionalInterface
public interface IdentityJournal {
    /// @param action lower-case words: `access-key.created`
    /// @param subject what was changed: the ARN of an account, the name of an organisation
    /// @param actor [Actor#text()] of whoever did it
    /// @param details further facts; `organisation` is always among them: the short name of the one concerned
    void record(String action, String subject, String actor, Map<String, String> details);
}
