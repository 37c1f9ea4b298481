package skyhall.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import skyhall.platform.webhook.WebhookDelivery;

/// One event on its way to a webhook, with every attempt, oldest first.
///
/// @param state `waiting`, `delivered` or `given-up`
public record DeliveryView(
        long id,
        UUID eventId,
        String topic,
        String type,
        String state,
        Instant createdAt,
        Instant nextAttemptAt,
        List<Attempt> attempts) {
    /// One call.
    ///
    /// @param status the HTTP status, absent when no answer came
    /// @param failure why it does not count as delivered; empty when it does
    public record Attempt(Instant at, long millis, Optional<Integer> status, String failure) {
        static Attempt of(WebhookDelivery.Attempt attempt) {
            return new Attempt(attempt.at(), attempt.millis(), boxed(attempt.status()), attempt.failure());
        }

        private static Optional<Integer> boxed(OptionalInt status) {
            return status.isPresent() ? Optional.of(status.getAsInt()) : Optional.empty();
        }
    }

    public static DeliveryView of(WebhookDelivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.topic(),
                delivery.type(),
                delivery.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                delivery.createdAt(),
                delivery.nextAttemptAt(),
                delivery.log().stream().map(Attempt::of).toList());
    }
}
