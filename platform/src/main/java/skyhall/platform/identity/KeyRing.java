package skyhall.platform.identity;

import java.util.Optional;

/// Looks up access keys for a data plane that checks signatures. Answers come from a short-lived cache;
/// disabling a key takes effect within the cache's time (one second).
public interface KeyRing {
    /// The key with its secret and its principal, or empty when there is no such key or it is disabled.
    Optional<ActiveKey> find(String accessKeyId);

    /// Remembers that the key was used just now. Cheap: written to the database in batches.
    void used(String accessKeyId);

    /// A key that is in force. The secret never reaches a log: [#toString()] leaves it out.
    record ActiveKey(String accessKeyId, String secret, Principal principal) {
        @Override
        public String toString() {
            return "ActiveKey[" + accessKeyId + "]";
        }
    }
}
