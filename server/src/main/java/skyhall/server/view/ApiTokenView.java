package skyhall.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.platform.identity.ApiToken;

/// An API token without its text.
public record ApiTokenView(
        long id, String name, List<String> scopes, Instant expiresAt, Instant createdAt, Optional<Instant> lastUsedAt) {
    public static ApiTokenView of(ApiToken token) {
        return new ApiTokenView(
                token.id().value(),
                token.name(),
                token.scopes().stream().sorted().toList(),
                token.expiresAt(),
                token.createdAt(),
                token.lastUsedAt());
    }
}
