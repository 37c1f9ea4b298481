package skyhall.platform.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;
import skyhall.platform.settings.Settings;

/// The settings of webhooks as values; see [WebhookSettings].
public record WebhookLimits(
        Duration timeout, Duration giveUp, Duration firstRetry, Duration longestRetry, Duration keep, int atOnce) {
    /// So many calls to one receiver at the same time from one server: a slow one must not take every place.
    static final int AT_ONCE_PER_WEBHOOK = 4;

    public static WebhookLimits from(Settings settings) {
        return new WebhookLimits(
                settings.get(WebhookSettings.TIMEOUT),
                settings.get(WebhookSettings.GIVE_UP),
                settings.get(WebhookSettings.FIRST_RETRY),
                settings.get(WebhookSettings.LONGEST_RETRY),
                settings.get(WebhookSettings.KEEP),
                settings.get(WebhookSettings.AT_ONCE));
    }

    /// The rest after so many failed attempts: doubled each time, then between half and all of it by chance, so that
    /// receivers that come back are not met by everybody at once.
    Duration restAfter(int failedAttempts, RandomGenerator random) {
        Duration rest = firstRetry.multipliedBy(1L << Math.clamp(failedAttempts - 1, 0, 30));
        long most = (rest.compareTo(longestRetry) > 0 ? longestRetry : rest).toMillis();
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
