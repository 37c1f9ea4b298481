package skyhall.platform.outbox;

import java.time.Duration;
import skyhall.platform.settings.Settings;

/// The settings of the outbox as values; see [OutboxSettings] for what each means.
public record OutboxLimits(
        int batch,
        Duration poll,
        Duration lease,
        int attempts,
        Duration firstRetry,
        Duration longestRetry,
        Duration keep) {
    public OutboxLimits {
        if (batch < 1 || attempts < 1 || poll.isZero() || lease.isZero()) {
            throw new IllegalArgumentException("the outbox cannot work with " + batch + ", " + attempts + ", " + poll);
        }
    }

    public static OutboxLimits from(Settings settings) {
        return new OutboxLimits(
                settings.get(OutboxSettings.BATCH),
                settings.get(OutboxSettings.POLL),
                settings.get(OutboxSettings.LEASE),
                settings.get(OutboxSettings.ATTEMPTS),
                settings.get(OutboxSettings.FIRST_RETRY),
                settings.get(OutboxSettings.LONGEST_RETRY),
                settings.get(OutboxSettings.KEEP));
    }

    /// The rest after the given number of failed tries.
    Duration restAfter(int failedAttempts) {
        Duration rest = firstRetry.multipliedBy(1L << Math.min(failedAttempts - 1, 30));
        return rest.compareTo(longestRetry) > 0 ? longestRetry : rest;
    }
}
