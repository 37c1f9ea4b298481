package skyhall.server.view;

import java.time.Instant;
import skyhall.platform.identity.ApiToken;

/// An API token that was just made: the only time its text is shown.
public record NewApiTokenView(long id, String token, Instant expiresAt) {
    public static NewApiTokenView of(ApiToken.Fresh fresh) {
        return new NewApiTokenView(
                fresh.token().id().value(), fresh.text().reveal(), fresh.token().expiresAt());
    }

    @Override
    public String toString() {
        return "NewApiTokenView[" + id + "]";
    }
}
