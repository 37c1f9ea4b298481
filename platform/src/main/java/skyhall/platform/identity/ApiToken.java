package skyhall.platform.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.secret.Secret;

/// An API token as administrators see it: without its text.
///
/// @param scopes what it may be used for, within what its account may do: `s3:read`, `iam:*`
public record ApiToken(
        Id id,
        PrincipalId owner,
        String name,
        Set<String> scopes,
        Instant expiresAt,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {
    public ApiToken {
        scopes = Set.copyOf(scopes);
    }

    /// The token's number in this installation.
    public record Id(long value) {}

    /// A token that was just made: the only time its text is known.
    public record Fresh(ApiToken token, Secret text) {}

    /// A token that is in force, and whose it is.
    public record Verified(Id id, Principal principal, Set<String> scopes) {
        public Verified {
            scopes = Set.copyOf(scopes);
        }
    }
}
