package skyhall.server.view;

import skyhall.platform.webhook.Webhooks;

/// A webhook whose secret was just made: the only time it is shown.
public record NewWebhookSecretView(WebhookView webhook, String secret) {
    public static NewWebhookSecretView of(Webhooks.Made made) {
        return new NewWebhookSecretView(WebhookView.of(made.webhook()), made.secret());
    }

    @Override
    public String toString() {
        return "NewWebhookSecretView[" + webhook + "]";
    }
}
