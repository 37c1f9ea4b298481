package skyhall.portal.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts, numbers, sizes and dates in each language.
final class WordsTest {
    private static final Messages MESSAGES =
            Messages.read(List.of("skyhall/portal/messages", "skyhall/portal/language/odd"));
    private final Words english = new Words(Language.ENGLISH, MESSAGES, ZoneId.of("UTC"));
    private final Words chinese = new Words(Language.CHINESE, MESSAGES, ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1,1 B",
        "1023,'1,023 B'",
        "1024,1 KiB",
        "1536,1.5 KiB",
        "104857,102 KiB",
        "1048524,'1,024 KiB'",
        "1048575,1 MiB",
        "1048576,1 MiB",
        "5368709120,5 GiB",
        "9223372036854775807,8 EiB"
    })
    void sizes(long sizeBytes, String written) {
        assertThat(english.bytes(sizeBytes)).isEqualTo(written);
    }

    @Test
    void datesAndNumbers() {
        Instant time = Instant.parse("2026-02-03T18:05:09Z");
        assertThat(english.dateTime(time)).isEqualTo("3 February 2026, 18:05");
        assertThat(chinese.dateTime(time)).isEqualTo("2026年2月4日 02:05");
        assertThat(english.machine(time)).isEqualTo("2026-02-03T18:05:09Z");
        assertThat(english.number(1234567)).isEqualTo("1,234,567");
        assertThat(english.percent(999, 1000)).isEqualTo("99%");
        assertThat(english.percent(1000, 1000)).isEqualTo("100%");
    }

    @Test
    void placeholdersAreFilledOnceAndApostrophesStay() {
        assertThat(english.text("odd.pair", "{1}", "b$1\\")).isEqualTo("it's {1} and b$1\\");
        assertThat(chinese.text("odd.pair", 1200L, "乙")).isEqualTo("1,200 和 乙");
        assertThat(english.count("odd.file", 1)).isEqualTo("1 file");
        assertThat(english.count("odd.file", 2000)).isEqualTo("2,000 files");
    }

    @Test
    void anUnknownKeyIsOurMistake() {
        assertThatThrownBy(() -> english.text("odd.nothing")).isInstanceOf(IllegalArgumentException.class);
        assertThat(english.find("odd.nothing")).isEmpty();
    }

    @Test
    void aKeyThatALanguageLacksStopsTheStart() {
        assertThatThrownBy(() -> Messages.read(List.of("skyhall/portal/language/torn")))
                .hasMessageContaining("CHINESE lacks the messages [torn.two]");
        assertThatThrownBy(() -> Messages.read(List.of("skyhall/portal/messages", "skyhall/portal/messages")))
                .hasMessageContaining("another bundle");
    }

    @ParameterizedTest
    @CsvSource({
        "'zh-CN,zh;q=0.9,en;q=0.8',CHINESE",
        "'en-US,en;q=0.9',ENGLISH",
        "'fr,de;q=0.5',ENGLISH",
        "'fr,zh-TW;q=0.5,en;q=0.3',CHINESE",
        "'en;q=0.1,zh;q=0.9',CHINESE",
        "'zh;q=0,en',ENGLISH",
        "'*',ENGLISH",
        "';;;==',ENGLISH",
        "'',ENGLISH"
    })
    void theBestLanguageForABrowser(String accepted, Language expected) {
        assertThat(Language.bestFor(accepted)).isEqualTo(expected);
    }
}
