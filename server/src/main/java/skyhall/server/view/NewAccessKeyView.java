package skyhall.server.view;

import java.time.Instant;
import skyhall.platform.identity.AccessKey;

/// An access key that was just made: the only time its secret is shown.
public record NewAccessKeyView(String accessKeyId, String secretAccessKey, Instant createdAt) {
    public static NewAccessKeyView of(AccessKey.Fresh fresh) {
        return new NewAccessKeyView(
                fresh.key().id(), fresh.secret().reveal(), fresh.key().createdAt());
    }

    @Override
    public String toString() {
        return "NewAccessKeyView[" + accessKeyId + "]";
    }
}
