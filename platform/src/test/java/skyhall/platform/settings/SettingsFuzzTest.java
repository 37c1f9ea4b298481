package skyhall.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import skyhall.platform.fault.FaultException;

/// Whatever bytes stand in the file, loading answers with values or with a fault of our own that names what is wrong.
///
/// With `JAZZER_FUZZ=1` in the environment the engine searches for new inputs; without it the committed inputs run.
final class SettingsFuzzTest {
    private static final List<Setting<?>> KNOWN = List.of(
            Setting.text("a.text", "x", "A text."),
            Setting.number("a.number", 1, "A number."),
            Setting.bytes("a.size", "1MiB", "A size."),
            Setting.duration("a.time", "5s", "A time."));

    @FuzzTest(maxDuration = "20s")
    void loadAnswersOrNamesWhatIsWrong(FuzzedDataProvider data) throws IOException {
        Path file = Files.createTempFile("skyhall", ".conf");
        try {
            Files.write(file, data.consumeRemainingAsBytes());
            Settings settings = Settings.load(file, Map.of(), KNOWN);
            assertThat(settings.get(KNOWN.getFirst())).isNotNull();
        } catch (FaultException refused) {
            assertThat(refused.fault().code()).isIn("SKY-1001", "SKY-1002");
            assertThat(refused.detail()).isNotEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
