package skyhall.platform.outbox;

import java.util.Set;

/// Somebody who must know.
///
/// @param name durable: the cursor is kept under it; never reuse the name of a subscriber that meant something else
/// @param topics those it takes; empty means all
/// @param start where a name that was never seen before begins
/// @param consumer what it does with the events
public record Subscriber(String name, Set<String> topics, Start start, OutboxConsumer consumer) {
    /// Where a new subscriber begins.
    public enum Start {
        /// With the oldest event that is still kept.
        OLDEST,
        /// With events committed after it subscribed.
        NEXT
    }

    public Subscriber {
        if (!name.matches("[a-z][a-z0-9.-]{0,99}")) {
            throw new IllegalArgumentException("not a subscriber's name: " + name);
        }
        topics = Set.copyOf(topics);
    }
}
