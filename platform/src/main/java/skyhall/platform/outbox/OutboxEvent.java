package skyhall.platform.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import skyhall.platform.identity.OrganisationId;

/// Something that happened.
///
/// @param eventId unique for ever; consumers with effects elsewhere recognise a repeated event by it
/// @param topic what subscribers choose by: `<module>.<thing>`, such as `storage.object`; lower case, at most 100
/// signs
/// @param key what the order is kept within, such as bucket and object name; at most 2,000 signs
/// @param organisation whose event it is; number 0 for the installation itself
/// @param type what happened to the thing, such as `Created`; at most 100 signs
/// @param version of the payload's form, from 1; a consumer refuses a version that it does not know
/// @param payload a JSON document, kept to the byte
/// @param occurredAt when; kept in whole microseconds
public record OutboxEvent(
        UUID eventId,
        String topic,
        String key,
        OrganisationId organisation,
        String type,
        int version,
        String payload,
        Instant occurredAt) {
    /// Longest key in signs.
    public static final int LONGEST_KEY = 2000;

    public OutboxEvent {
        if (!topic.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+") || topic.length() > 100) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        if (type.isEmpty() || type.length() > 100 || key.length() > LONGEST_KEY || version < 1) {
            throw new IllegalArgumentException("not an event of " + topic + ": type, key or version out of bounds");
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /// A new event with a random id.
    public static OutboxEvent of(
            String topic,
            String key,
            OrganisationId organisation,
            String type,
            int version,
            String payload,
            Instant occurredAt) {
        return new OutboxEvent(UUID.randomUUID(), topic, key, organisation, type, version, payload, occurredAt);
    }
}
