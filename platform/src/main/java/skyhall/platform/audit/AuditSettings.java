package skyhall.platform.audit;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of the audit chain.
public final class AuditSettings {
    public static final Setting<Duration> HEADS_EVERY = Setting.duration(
            "audit.heads-every",
            "1m",
            "How often the newest hash of every chain that grew is written to the file of heads beside the database.");
    public static final Setting<Duration> CHAIN_POLL =
            Setting.duration("audit.chain-poll", "500ms", "How long the chainer rests when there is nothing to chain.");

    public static final List<Setting<?>> ALL = List.of(HEADS_EVERY, CHAIN_POLL);

    private AuditSettings() {}
}
