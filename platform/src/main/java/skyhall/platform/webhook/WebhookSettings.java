package skyhall.platform.webhook;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of webhooks.
public final class WebhookSettings {
    public static final Setting<List<String>> ALLOW = Setting.list(
            "webhook.allow",
            "",
            "Address ranges inside the house that webhooks may call, also without TLS, such as 10.1.0.0/16.");
    public static final Setting<Duration> TIMEOUT =
            Setting.duration("webhook.timeout", "15s", "How long one call of a webhook may take in all.");
    public static final Setting<Duration> GIVE_UP = Setting.duration(
            "webhook.give-up",
            "24h",
            "How long a call is tried again, and how long a webhook may fail before it is disabled.");
    public static final Setting<Duration> FIRST_RETRY = Setting.duration(
            "webhook.first-retry", "5s", "The rest before a call's second try; it doubles from try to try.");
    public static final Setting<Duration> LONGEST_RETRY =
            Setting.duration("webhook.longest-retry", "1h", "The longest rest between two tries of a call.");
    public static final Setting<Duration> KEEP =
            Setting.duration("webhook.keep", "30d", "How long the log of deliveries is kept.");
    public static final Setting<Integer> AT_ONCE =
            Setting.number("webhook.at-once", 32, "How many calls one server makes at the same time.");

    public static final List<Setting<?>> ALL =
            List.of(ALLOW, TIMEOUT, GIVE_UP, FIRST_RETRY, LONGEST_RETRY, KEEP, AT_ONCE);

    private WebhookSettings() {}
}
