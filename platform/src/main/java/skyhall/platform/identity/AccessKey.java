package skyhall.platform.identity;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.secret.Secret;

/// An access key as administrators see it: without its secret.
///
/// @param lastUsedAt as of the last batch that was written, some seconds behind
public record AccessKey(
        String id, PrincipalId owner, boolean disabled, Instant createdAt, Optional<Instant> lastUsedAt) {
    /// A key that was just made: the only time its secret is shown.
    public record Fresh(AccessKey key, Secret secret) {}
}
