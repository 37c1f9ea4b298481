package skyhall.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.webhook.Webhook;

/// A webhook without its secret.
///
/// @param types empty for all types of events
/// @param state `active`, `paused` (by its owner) or `disabled` (because it failed for too long)
/// @param reason why it is disabled; empty otherwise
public record WebhookView(
        long id,
        String url,
        List<String> topics,
        List<String> types,
        String state,
        String reason,
        Optional<Instant> failingSince,
        Instant createdAt) {
    public static WebhookView of(Webhook webhook) {
        return new WebhookView(
                webhook.id(),
                webhook.url(),
                webhook.topics(),
                webhook.types(),
                webhook.state().name().toLowerCase(Locale.ROOT),
                webhook.reason(),
                webhook.failingSince(),
                webhook.createdAt());
    }
}
