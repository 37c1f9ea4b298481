package skyhall.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of the server as a whole: where it keeps its data, where it listens, how it logs and
/// stops.
public final class ServerSettings {
    public static final Setting<Path> DATA_DIRECTORY = Setting.path(
            "data.directory", "./data", "Where everything is kept: objects, the embedded database, keys and logs.");

    public static final Setting<String> PORTAL_CERTIFICATE = Setting.text(
            "portal.tls-certificate-file", "", "PEM file with the portal's certificate chain; empty means plain HTTP.");
    public static final Setting<String> PORTAL_KEY = Setting.text(
            "portal.tls-key-file", "", "PEM file with the private key of the portal's certificate, unencrypted.");
    public static final Setting<Boolean> PORTAL_PLAIN = Setting.yesOrNo(
            "portal.allow-plain-http",
            false,
            "Whether the portal may speak plain HTTP on an address that other machines can reach.");

    public static final Setting<String> S3_ADDRESS =
            Setting.text("s3.address", "127.0.0.1", "The IP address on which the S3 API listens.");
    public static final Setting<Integer> S3_PORT =
            Setting.number("s3.port", 9000, "The port of the S3 API; 0 takes any free one.");
    public static final Setting<String> S3_CERTIFICATE = Setting.text(
            "s3.tls-certificate-file", "", "PEM file with the S3 API's certificate chain; empty means plain HTTP.");
    public static final Setting<String> S3_KEY = Setting.text(
            "s3.tls-key-file", "", "PEM file with the private key of the S3 API's certificate, unencrypted.");
    public static final Setting<Boolean> S3_PLAIN = Setting.yesOrNo(
            "s3.allow-plain-http",
            false,
            "Whether the S3 API may speak plain HTTP on an address that other machines can reach.");
    public static final Setting<List<String>> S3_TRUSTED_PROXIES = Setting.list(
            "s3.trusted-proxies",
            "",
            "Addresses or CIDR blocks of the proxies whose Forwarded and X-Forwarded-For headers count for the S3 API.");

    public static final Setting<String> MANAGEMENT_ADDRESS = Setting.text(
            "management.address",
            "127.0.0.1",
            "The IP address on which health and metrics are shown; they ask for no password, so keep it private.");
    public static final Setting<Integer> MANAGEMENT_PORT =
            Setting.number("management.port", 8081, "The port of health and metrics; 0 takes any free one.");

    public static final Setting<Duration> TLS_CHECK_INTERVAL =
            Setting.duration("tls.check-interval", "30s", "How often certificate files are looked at for changes.");

    public static final Setting<Duration> DRAIN_TIME = Setting.duration(
            "server.drain-time",
            "30s",
            "How long requests under way may take to finish when the server is told to stop.");
    public static final Setting<Duration> DRAIN_NOTICE = Setting.duration(
            "server.drain-notice",
            "0s",
            "How long the server goes on taking requests after /health/ready says 503, so that a balancer can notice.");

    public static final Setting<LogLevel> LOG_LEVEL = Setting.choice(
            "log.level",
            LogLevel.INFO,
            "The least level that Skyhall itself logs; the libraries in it say nothing below info.");
    public static final Setting<LogForm> LOG_CONSOLE = Setting.choice(
            "log.console", LogForm.JSON, "The form of the log on standard output: JSON lines, text, or off.");
    public static final Setting<Long> LOG_FILE_SIZE = Setting.bytes(
            "log.file-size", "16MiB", "The size at which a log file under data/logs is closed and the next begins.");
    public static final Setting<Integer> LOG_FILES = Setting.number(
            "log.files", 8, "How many closed log files are kept; 0 to 20, and 0 writes no log file at all.");

    public static final List<Setting<?>> ALL = List.of(
            DATA_DIRECTORY,
            PORTAL_CERTIFICATE,
            PORTAL_KEY,
            PORTAL_PLAIN,
            S3_ADDRESS,
            S3_PORT,
            S3_CERTIFICATE,
            S3_KEY,
            S3_PLAIN,
            S3_TRUSTED_PROXIES,
            MANAGEMENT_ADDRESS,
            MANAGEMENT_PORT,
            TLS_CHECK_INTERVAL,
            DRAIN_TIME,
            DRAIN_NOTICE,
            LOG_LEVEL,
            LOG_CONSOLE,
            LOG_FILE_SIZE,
            LOG_FILES);

    private ServerSettings() {}

    /// How much is logged.
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /// How the log looks on standard output.
    public enum LogForm {
        JSON,
        TEXT,
        OFF
    }
}
