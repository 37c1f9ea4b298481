package skyhall.platform.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of identity and of secrets at rest.
public final class IdentitySettings {
    public static final Setting<Path> MASTER_KEY_FILE = Setting.path(
            "secret.master-key-file",
            "master-keys",
            "The master key file; a relative path is taken from the data directory.");

    public static final Setting<String> BOOTSTRAP_FILE =
            Setting.text("identity.bootstrap-file", "", "A bootstrap file to apply at each start; empty for none.");

    public static final Setting<Duration> KEY_CACHE_TIME = Setting.duration(
            "identity.key-cache-time",
            "1s",
            "How long an access key is believed without asking the database: a disabled key works this long at most.");

    public static final Setting<Duration> KEY_STALE_TIME = Setting.duration(
            "identity.key-stale-time",
            "60s",
            "How long a known access key keeps working while the database does not answer.");

    public static final Setting<Duration> KEY_WAIT = Setting.duration(
            "identity.key-wait",
            "2s",
            "How long a request with a known access key waits for the database before the known answer is used.");

    public static final Setting<Duration> LAST_USED_FLUSH = Setting.duration(
            "identity.last-used-flush", "15s", "How often the last use of keys and tokens is written down.");

    /// Source of the defaults: OWASP Password Storage Cheat Sheet, Argon2id with 19 MiB, 2 iterations, 1 lane.
    public static final Setting<Integer> PASSWORD_MEMORY_KIB = Setting.number(
            "identity.password-memory-kib", 19456, "Memory of one Argon2id password hash, in KiB; at least 7168.");

    public static final Setting<Integer> PASSWORD_ITERATIONS = Setting.number(
            "identity.password-iterations",
            2,
            "Passes over that memory; memory in KiB times passes is at least 35840.");

    public static final Setting<Integer> PASSWORD_CHECKS_AT_ONCE = Setting.number(
            "identity.password-checks-at-once",
            4,
            "How many passwords are hashed at the same time; others wait. Bounds memory and processor.");

    public static final Setting<Duration> LOCKOUT_WINDOW =
            Setting.duration("identity.lockout-window", "1h", "Wrong sign-ins older than this are forgotten.");

    public static final Setting<Integer> LOCKOUT_PAIR = Setting.number(
            "identity.lockout-person-and-address",
            5,
            "Wrong sign-ins of one person from one address that lock this person out there.");

    public static final Setting<Integer> LOCKOUT_ADDRESS = Setting.number(
            "identity.lockout-address", 50, "Wrong sign-ins from one address that lock the address out.");

    public static final Setting<Integer> LOCKOUT_PERSON = Setting.number(
            "identity.lockout-person",
            50,
            "Wrong sign-ins of one person from anywhere that lock this person out, but for addresses known to be theirs.");

    public static final Setting<Duration> LOCKOUT_BASE = Setting.duration(
            "identity.lockout-base", "30s", "The first lock-out; each further wrong sign-in doubles it.");

    public static final Setting<Duration> LOCKOUT_LIMIT =
            Setting.duration("identity.lockout-limit", "15m", "The longest lock-out.");

    public static final Setting<Duration> API_TOKEN_LIMIT =
            Setting.duration("identity.api-token-limit", "400d", "The longest life that an API token can be given.");

    public static final List<Setting<?>> ALL = List.of(
            MASTER_KEY_FILE,
            BOOTSTRAP_FILE,
            KEY_CACHE_TIME,
            KEY_STALE_TIME,
            KEY_WAIT,
            LAST_USED_FLUSH,
            PASSWORD_MEMORY_KIB,
            PASSWORD_ITERATIONS,
            PASSWORD_CHECKS_AT_ONCE,
            LOCKOUT_WINDOW,
            LOCKOUT_PAIR,
            LOCKOUT_ADDRESS,
            LOCKOUT_PERSON,
            LOCKOUT_BASE,
            LOCKOUT_LIMIT,
            API_TOKEN_LIMIT);

    private IdentitySettings() {}
}
