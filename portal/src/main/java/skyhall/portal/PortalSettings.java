package skyhall.portal;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import skyhall.platform.settings.Setting;
import skyhall.portal.edge.AddressRange;

/// Settings of the portal.
public final class PortalSettings {
    public static final Setting<InetAddress> ADDRESS = new Setting<>(
            "portal.address",
            "an IP address",
            InetAddress::ofLiteral,
            "127.0.0.1",
            "The address that the portal listens on; 0.0.0.0 for every address.");

    public static final Setting<Integer> PORT =
            Setting.number("portal.port", 8080, "The port of the portal; 0 takes any free port.");

    public static final Setting<Duration> SESSION_IDLE =
            Setting.duration("portal.session-idle", "30m", "How long a person stays signed in without opening a page.");

    public static final Setting<Duration> SESSION_ABSOLUTE = Setting.duration(
            "portal.session-absolute", "12h", "How long a person stays signed in at most, however busy.");

    public static final Setting<ZoneId> TIME_ZONE = new Setting<>(
            "portal.time-zone",
            "a time zone, such as Asia/Shanghai",
            ZoneId::of,
            "UTC",
            "The time zone in which pages show times, unless the organisation has its own.");

    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = new Setting<>(
            "portal.trusted-proxies",
            "address ranges separated by commas, such as 10.0.0.0/8",
            AddressRange::parseList,
            "",
            "The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.");

    public static final Setting<Long> FORM_BYTES =
            Setting.bytes("portal.form-bytes", "256KiB", "The largest form without files that the portal reads.");

    public static final Setting<Long> UPLOAD_BYTES =
            Setting.bytes("portal.upload-bytes", "5GiB", "The largest form with files that the portal reads.");

    public static final List<Setting<?>> ALL = List.of(
            ADDRESS, PORT, SESSION_IDLE, SESSION_ABSOLUTE, TIME_ZONE, TRUSTED_PROXIES, FORM_BYTES, UPLOAD_BYTES);

    private PortalSettings() {}
}
