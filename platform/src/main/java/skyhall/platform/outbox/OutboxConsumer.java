package skyhall.platform.outbox;

import java.util.List;

/// Takes events for one subscriber.
@FunctionalInterface
public interface OutboxConsumer {
    /// Called inside a transaction that also moves the subscriber's cursor: what is written to the database on this
    /// thread happens exactly once. One call at a time over all processes.
    ///
    /// When it throws, everything is rolled back and each event of the batch is given again alone; one that throws
    /// alone is parked and tried again later, see [OutboxRelay].
    ///
    /// @param events at least one, ids growing; those of one key in order
    void consume(List<Published> events);
}
