package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.settings.Settings;
import skyhall.portal.edge.AddressRange;

/// The portal's settings, their defaults and what is refused.
final class PortalSettingsTest {
    @Test
    void defaults() {
        assertThat(PortalSettings.ALL.stream()
                        .map(setting -> setting.name() + " = " + setting.defaultText())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        portal.address = 127.0.0.1
                        portal.port = 8080
                        portal.session-idle = 30m
                        portal.session-absolute = 12h
                        portal.time-zone = UTC
                        portal.trusted-proxies =\s
                        portal.form-bytes = 256KiB
                        portal.upload-bytes = 5GiB""");
    }

    @ParameterizedTest
    @CsvSource({
        "SKYHALL_PORTAL_ADDRESS,localhost",
        "SKYHALL_PORTAL_TIME_ZONE,Mars/Olympus",
        "SKYHALL_PORTAL_TRUSTED_PROXIES,proxy.example",
        "SKYHALL_PORTAL_TRUSTED_PROXIES,'10.0.0.0/8,'",
        "SKYHALL_PORTAL_SESSION_IDLE,30"
    })
    void whatCannotBeReadStopsTheStart(String name, String value) {
        assertThatThrownBy(() -> load(name, value))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(name);
    }

    @Test
    void proxiesAreAListOfRanges() {
        assertThat(load("SKYHALL_PORTAL_TRUSTED_PROXIES", "10.0.0.0/8, fd00::1").get(PortalSettings.TRUSTED_PROXIES))
                .containsExactly(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::1"));
    }

    private static Settings load(String name, String value) {
        return Settings.load(Path.of("/nonexistent/skyhall.conf"), Map.of(name, value), PortalSettings.ALL);
    }
}
