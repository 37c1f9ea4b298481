package skyhall.platform.job;

import java.time.Duration;
import skyhall.platform.settings.Settings;

/// The settings of jobs as values; see [JobSettings].
public record JobLimits(int atOnce, Duration poll, Duration heartbeat, Duration drain) {
    /// A runner that was silent for so many heartbeats is taken for dead.
    static final int SILENT_HEARTBEATS = 4;

    public static JobLimits from(Settings settings) {
        return new JobLimits(
                settings.get(JobSettings.AT_ONCE),
                settings.get(JobSettings.POLL),
                settings.get(JobSettings.HEARTBEAT),
                settings.get(JobSettings.DRAIN));
    }

    Duration dead() {
        return heartbeat.multipliedBy(SILENT_HEARTBEATS);
    }
}
