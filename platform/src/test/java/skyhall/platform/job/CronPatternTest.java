package skyhall.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronPatternTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *        | 2026-11-23T04:05:30 | 2026-11-23T04:06
            */15 * * * *     | 2026-11-23T04:05    | 2026-11-23T04:15
            0 2 * * *        | 2026-11-23T02:00    | 2026-11-24T02:00
            30 3 * * 1-5     | 2026-11-27T03:30    | 2026-11-30T03:30
            0 0 1,15 * *     | 2026-11-02T00:00    | 2026-11-15T00:00
            0 0 29 2 *       | 2026-11-23T00:00    | 2028-02-29T00:00
            0 12 13 * 5      | 2026-11-23T00:00    | 2026-11-27T12:00
            0 12 * * 7       | 2026-11-23T00:00    | 2026-11-29T12:00
            5-20/5 8 * 12 *  | 2026-11-23T00:00    | 2026-12-01T08:05
            """)
    void theNextTimeIsTheFirstThatFits(String pattern, LocalDateTime after, LocalDateTime next) {
        assertThat(CronPattern.of(pattern).next(after.toInstant(ZoneOffset.UTC), ZoneOffset.UTC))
                .contains(next.toInstant(ZoneOffset.UTC));
    }

    @Test
    void aLocalTimeThatIsSkippedComesWhenTheClockJumps() {
        // 2026-03-29: 02:00 becomes 03:00 in Paris.
        assertThat(CronPattern.of("30 2 * * *").next(Instant.parse("2026-03-28T12:00:00Z"), PARIS))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(CronPattern.of("30 2 * * *").next(Instant.parse("2026-03-29T01:00:00Z"), PARIS))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aLocalTimeThatOccursTwiceComesOnce() {
        // 2026-10-25: 03:00 becomes 02:00 in Paris.
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        assertThat(CronPattern.of("30 2 * * *").next(Instant.parse("2026-10-24T12:00:00Z"), PARIS))
                .contains(first);
        assertThat(CronPattern.of("30 2 * * *").next(first, PARIS)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void aDayThatNeverComesIsEmpty() {
        assertThat(CronPattern.of("0 0 30 2 *").next(Instant.EPOCH, ZoneOffset.UTC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "5-3 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1/2/3 * * * *",
                "1,,2 * * * *"
            })
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> CronPattern.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
