package skyhall.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import skyhall.platform.api.BreakingChanges;
import skyhall.platform.fault.Fault;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;

/// The committed pages are what the code says; `./sky docs` renews them and the difference is reviewed.
/// The page of the settings is also what pins every default.
final class ReferencePagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theCommittedPagesAreThoseOfTheCode() throws IOException {
        for (Map.Entry<Path, String> page : ReferencePages.all().entrySet()) {
            assertThat(Files.readString(ROOT.resolve(page.getKey())))
                    .describedAs(
                            "%s is not what the code says; run ./sky docs and review the difference", page.getKey())
                    .isEqualTo(page.getValue());
        }
    }

    @Test
    void theApiBreaksNoClientOfTheReleasedOne() throws IOException {
        String released = Files.readString(ROOT.resolve("docs/reference/openapi-released.json"));
        assertThat(BreakingChanges.between(released, ReferencePages.openApi())).isEmpty();
    }

    @Test
    void everyFaultHasANumberOfItsOwnInItsModulesRange() {
        Set<Integer> numbers = new HashSet<>();
        for (Catalogue.FaultRange range : Catalogue.faultRanges()) {
            for (Fault fault : range.faults()) {
                assertThat(numbers.add(fault.number()))
                        .describedAs("%s is given twice", fault.code())
                        .isTrue();
                assertThat(fault.number()).describedAs(fault.name()).isBetween(range.from(), range.to());
            }
        }
    }

    @Test
    void everyFaultSaysWhatIsWrongAndWhatToDoInSentences() {
        Catalogue.faults().forEach(fault -> {
            assertThat(fault.sentence()).describedAs(fault.code()).endsWith(".");
            assertThat(fault.remedy()).describedAs(fault.code()).endsWith(".").doesNotContain("|");
            assertThat(fault.httpStatus()).describedAs(fault.code()).isBetween(300, 599);
        });
    }

    @Test
    void everyDefaultIsAValueThatItsOwnReaderTakes() {
        List<Setting<?>> all = Catalogue.settings();
        Settings settings = Settings.defaults(all);
        for (Setting<?> setting : all) {
            assertThat((Object) settings.get(setting))
                    .describedAs(setting.name())
                    .isNotNull();
            assertThat(setting.sentence())
                    .describedAs(setting.name())
                    .endsWith(".")
                    .doesNotContain("|");
        }
    }

    @Test
    void noTwoSettingsShareTheirNameInTheEnvironment() {
        List<String> names =
                Catalogue.settings().stream().map(Setting::environmentName).toList();
        assertThat(names).doesNotHaveDuplicates();
    }
}
