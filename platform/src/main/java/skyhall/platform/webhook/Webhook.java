package skyhall.platform.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.platform.identity.OrganisationId;

/// A subscription of somebody outside. Its secret is shown when it is made and never again.
///
/// @param topics exact topics, or all of a module as `storage.*`
/// @param types which types of events; empty for all
/// @param reason why it is disabled, for a person; empty otherwise
/// @param failingSince when the first failure without a success since was
public record Webhook(
        long id,
        OrganisationId organisation,
        String url,
        List<String> topics,
        List<String> types,
        State state,
        String reason,
        Optional<Instant> failingSince,
        Instant createdAt) {
    /// Whether it is called.
    public enum State {
        ACTIVE,
        /// By its owner. Events that happen now are not kept for it.
        PAUSED,
        /// By us, because it failed for too long. Events that happen now are not kept for it.
        DISABLED
    }

    boolean wants(String topic, String type) {
        String wholeModule = topic.substring(0, topic.indexOf('.')) + ".*";
        return (topics.contains(topic) || topics.contains(wholeModule)) && (types.isEmpty() || types.contains(type));
    }
}
