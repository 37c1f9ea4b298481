package skyhall.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/// What holds for every text that a setting may be given.
final class SettingReadersPropertyTest {
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    @Property
    void bytesAreTheCountTimesThePowerOf1024(
            @ForAll @LongRange(min = 0, max = 8_000_000) long count, @ForAll @IntRange(min = 0, max = 4) int unit) {
        long expected = count * (long) Math.pow(1024, unit);
        assertThat(ByteCount.read(count + BYTE_UNITS.get(unit))).isEqualTo(expected);
    }

    @Property
    void bytesEitherFitALongOrAreRefused(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long count) {
        try {
            assertThat(ByteCount.read(count + "TiB")).isEqualTo(Math.multiplyExact(count, 1L << 40));
        } catch (ArithmeticException e) {
            assertThat(count).isGreaterThan(Long.MAX_VALUE >> 40);
        }
    }

    @Property
    void durationsReadBackAsTheyWereWritten(@ForAll @IntRange(min = 0) int count) {
        assertThat(DurationText.read(count + "ms")).isEqualTo(Duration.ofMillis(count));
        assertThat(DurationText.read(count + "s")).isEqualTo(Duration.ofSeconds(count));
        assertThat(DurationText.read(count + "d")).isEqualTo(Duration.ofDays(count));
    }

    @Property
    void aNumberWithoutItsUnitIsNoDuration(@ForAll @IntRange(min = 0) int count) {
        assertThatThrownBy(() -> DurationText.read(Integer.toString(count)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void theDistanceIsSymmetricAndZeroOnlyForEqualWords(@ForAll("words") String left, @ForAll("words") String right) {
        int distance = EditDistance.between(left, right);
        assertThat(distance).isEqualTo(EditDistance.between(right, left));
        assertThat(distance == 0).isEqualTo(left.equals(right));
        assertThat(distance).isLessThanOrEqualTo(Math.max(left.length(), right.length()));
    }

    @Property
    void theDistanceKeepsTheTriangleInequality(
            @ForAll("words") String a, @ForAll("words") String b, @ForAll("words") String c) {
        assertThat(EditDistance.between(a, c))
                .isLessThanOrEqualTo(EditDistance.between(a, b) + EditDistance.between(b, c));
    }

    @Property
    void aListReadsBackAsItWasJoined(@ForAll List<@AlphaChars @StringLength(min = 1, max = 8) String> words) {
        Setting<List<String>> setting = Setting.list("a.list", "", "Words.");
        assertThat(setting.reader().apply(String.join(" , ", words))).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars('a', 'b', '.', '-').ofMaxLength(7);
    }
}
