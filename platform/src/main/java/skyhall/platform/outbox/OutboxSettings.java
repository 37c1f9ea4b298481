package skyhall.platform.outbox;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of the outbox.
public final class OutboxSettings {
    public static final Setting<Integer> BATCH =
            Setting.number("outbox.batch", 500, "The most events that a subscriber takes in one transaction.");
    public static final Setting<Duration> POLL = Setting.duration(
            "outbox.poll",
            "200ms",
            "How long a subscriber rests before it looks for events of other servers; its own server wakes it at once.");
    public static final Setting<Duration> LEASE = Setting.duration(
            "outbox.lease", "15s", "How long a dead server keeps a subscriber's work from the other servers.");
    public static final Setting<Integer> ATTEMPTS = Setting.number(
            "outbox.attempts",
            12,
            "How often an event that a subscriber cannot take is tried before people are asked.");
    public static final Setting<Duration> FIRST_RETRY = Setting.duration(
            "outbox.first-retry", "1s", "The rest before such an event's second try; it doubles from try to try.");
    public static final Setting<Duration> LONGEST_RETRY =
            Setting.duration("outbox.longest-retry", "10m", "The longest rest between two tries of such an event.");
    public static final Setting<Duration> KEEP =
            Setting.duration("outbox.keep", "24h", "How long events are kept after every subscriber has taken them.");

    public static final List<Setting<?>> ALL = List.of(BATCH, POLL, LEASE, ATTEMPTS, FIRST_RETRY, LONGEST_RETRY, KEEP);

    private OutboxSettings() {}
}
