package skyhall.platform.webhook;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/// One event on its way to one webhook.
///
/// @param attempts since it was queued last; a replay counts anew
/// @param log every attempt ever made, oldest first
public record WebhookDelivery(
        long id,
        long webhook,
        UUID eventId,
        String topic,
        String type,
        String body,
        State state,
        int attempts,
        Instant createdAt,
        Instant nextAttemptAt,
        List<Attempt> log) {
    /// Where it stands.
    public enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    /// One call.
    ///
    /// @param status absent when no answer came
    /// @param answer the first bytes of the answer
    /// @param failure why it does not count as delivered; empty when it does
    public record Attempt(Instant at, long millis, OptionalInt status, String answer, String failure) {}
}
