package skyhall.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event that a subscriber could not take.
///
/// @param attempts how often it was tried
/// @param nextAttemptAt null while it is waiting or dead
/// @param reason what the consumer threw the last time
public record ParkedEvent(
        String subscriber,
        Published published,
        State state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        String reason,
        Instant parkedAt) {
    /// What a parked event waits for.
    public enum State {
        /// It is tried again by itself.
        RETRYING,
        /// An earlier event of its key is parked.
        WAITING,
        /// It was tried often enough; a person replays or discards it.
        DEAD,
        /// A person threw it away; the relay is about to let its key go on.
        DISCARDED
    }
}
