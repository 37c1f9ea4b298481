package skyhall.server.view;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.identity.AccessKey;

/// An access key without its secret.
public record AccessKeyView(String accessKeyId, boolean disabled, Instant createdAt, Optional<Instant> lastUsedAt) {
    public static AccessKeyView of(AccessKey key) {
        return new AccessKeyView(key.id(), key.disabled(), key.createdAt(), key.lastUsedAt());
    }
}
