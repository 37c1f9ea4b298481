package skyhall.platform.job;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of background jobs.
public final class JobSettings {
    public static final Setting<Integer> AT_ONCE =
            Setting.number("job.at-once", 4, "How many jobs one server runs at the same time.");
    public static final Setting<Duration> POLL =
            Setting.duration("job.poll", "1s", "How long a server rests before it looks for jobs of other servers.");
    public static final Setting<Duration> HEARTBEAT = Setting.duration(
            "job.heartbeat",
            "5s",
            "How often a server says that its jobs run; after four silent times another server takes them.");
    public static final Setting<Duration> DRAIN = Setting.duration(
            "job.drain", "20s", "How long a stopping server waits for its jobs to end or to reach a checkpoint.");

    public static final List<Setting<?>> ALL = List.of(AT_ONCE, POLL, HEARTBEAT, DRAIN);

    private JobSettings() {}
}
