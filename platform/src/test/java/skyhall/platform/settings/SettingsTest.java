package skyhall.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.Blame;
import skyhall.platform.fault.FaultException;

final class SettingsTest {
    private static final Setting<Integer> PORT = Setting.number("portal.port", 8080, "The port.");
    private static final Setting<Duration> WAIT = Setting.duration("portal.drain-time", "30s", "The wait.");
    private static final Setting<Blame> WHO = Setting.choice("portal.who", Blame.CALLER, "Who.");
    private static final Setting<Boolean> PLAIN = Setting.yesOrNo("portal.plain", false, "Plain.");
    private static final List<Setting<?>> KNOWN = List.of(PORT, WAIT, WHO, PLAIN);

    @TempDir
    Path folder;

    @Test
    void anAbsentFileMeansAllDefaults() {
        Settings settings = Settings.defaults(KNOWN);
        assertThat(settings.get(PORT)).isEqualTo(8080);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.get(WHO)).isEqualTo(Blame.CALLER);
        assertThat(settings.get(PLAIN)).isFalse();
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        Path file = file("portal.port = 1\nportal.drain-time=5m\n");
        Settings settings = Settings.load(file, Map.of("SKYHALL_PORTAL_PORT", "2"), KNOWN);
        assertThat(settings.get(PORT)).isEqualTo(2);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnknownNameInTheFileIsNamedWithItsNearestNeighbour() {
        assertThatThrownBy(() -> Settings.load(file("portal.prot=1"), Map.of(), KNOWN))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("'portal.prot'")
                .hasMessageContaining("the nearest is 'portal.port'");
    }

    @Test
    void anUnknownNameInTheEnvironmentIsNamed() {
        assertThatThrownBy(() -> Settings.load(file(""), Map.of("SKYHALL_PORTAL_PRT", "1"), KNOWN))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("'SKYHALL_PORTAL_PRT' in the environment");
    }

    @Test
    void theScriptsOwnNamesAreNotSettings() {
        Settings.load(file(""), Map.of("SKYHALL_JAVA_HOME", "/jdk", "SKYHALL_TEST_X", "1", "PATH", "/bin"), KNOWN);
    }

    @Test
    void aMalformedValueIsNamedWithWhereItStandsAndWhatItMustBe() {
        assertThatThrownBy(() -> Settings.load(file("portal.drain-time=30"), Map.of(), KNOWN))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("'portal.drain-time' in ")
                .hasMessageContaining("is '30'; it must be duration, such as");
        assertThatThrownBy(() -> Settings.load(file(""), Map.of("SKYHALL_PORTAL_WHO", "me"), KNOWN))
                .hasMessageContaining("in the environment as SKYHALL_PORTAL_WHO is 'me'")
                .hasMessageContaining("one of caller, operator, us");
        assertThatThrownBy(() -> Settings.load(file("portal.plain=maybe"), Map.of(), KNOWN))
                .hasMessageContaining("it must be yes or no");
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws IOException {
        Path file = folder.resolve("broken.conf");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Settings.load(file, Map.of(), KNOWN))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("broken.conf cannot be read as UTF-8 lines");
    }

    @Test
    void aSettingDeclaredTwiceOrNeverIsOurOwnMistake() {
        assertThatThrownBy(() -> Settings.defaults(List.of(PORT, PORT))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Settings.defaults(List.of(PORT)).get(WAIT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Setting.text("Bad Name", "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private Path file(String content) {
        try {
            return Files.writeString(folder.resolve("skyhall.conf"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
