package skyhall.portal.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import skyhall.portal.fault.PortalFault;

/// The message files hold what pages say, in every language alike.
final class MessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern USED = Pattern.compile("\"(portal\\.[a-z.]+)\"");

    /// Keys that code makes from a constant's name.
    private static final Pattern MADE =
            Pattern.compile("fault\\.\\d+\\.(sentence|remedy)|portal\\.account\\.wanted\\.[A-Z_]+");

    /// Looks like a key and is the table of sessions.
    private static final String TABLE = "portal.session";

    private final Messages messages = Messages.read(List.of("skyhall/portal/messages"));

    @Test
    void bothLanguagesHaveTheSamePlaceholders() {
        for (String key : messages.keys()) {
            assertThat(placeholders(messages.pattern(Language.CHINESE, key)))
                    .as(key)
                    .isEqualTo(placeholders(messages.pattern(Language.ENGLISH, key)));
        }
    }

    @Test
    void pagesUseOnlyKeysThatExistAndEveryKeyIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        used.addAll(usedBelow(Path.of("src/main/jte")));
        used.addAll(usedBelow(Path.of("src/main/java")));
        used.removeAll(Set.of("portal.account.wanted.", TABLE));
        Set<String> plain = messages.keys().stream()
                .filter(key -> !MADE.matcher(key).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        used.removeIf(key -> isSetting(key));
        assertThat(used).isEqualTo(plain);
    }

    @Test
    void everyFaultOfThePortalIsTranslatedAndItsEnglishIsTheCatalogues() {
        for (PortalFault fault : PortalFault.values()) {
            String key = "fault." + fault.number();
            assertThat(messages.pattern(Language.ENGLISH, key + ".sentence")).isEqualTo(fault.sentence());
            assertThat(messages.pattern(Language.ENGLISH, key + ".remedy")).isEqualTo(fault.remedy());
            assertThat(messages.pattern(Language.CHINESE, key + ".sentence")).isNotEqualTo(fault.sentence());
        }
    }

    @Test
    void chineseIsChinese() {
        for (String key : messages.keys()) {
            if (!key.equals("portal.product")) {
                assertThat(messages.pattern(Language.CHINESE, key)).as(key).containsPattern("\\p{IsHan}");
            }
        }
    }

    private static boolean isSetting(String key) {
        return skyhall.portal.PortalSettings.ALL.stream()
                .anyMatch(setting -> setting.name().equals(key));
    }

    private static Set<String> usedBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> USED.matcher(read(file)).results().map(found -> found.group(1)))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }
}
