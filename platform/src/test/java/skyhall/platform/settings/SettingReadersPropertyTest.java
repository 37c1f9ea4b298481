package skyhall.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import skyhall.platform.Seeds;

/// What holds for every text that a setting may be given.
final class SettingReadersPropertyTest {
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    @Test
    void bytesAreTheCountTimesThePowerOf1024() {
        Seeds.forEach(300, (random, seed) -> {
            long count = random.nextLong(8_000_001);
            int unit = random.nextInt(BYTE_UNITS.size());
            long expected = count * (long) Math.pow(1024, unit);
            assertThat(ByteCount.read(count + BYTE_UNITS.get(unit))).isEqualTo(expected);
        });
    }

    @Test
    void bytesEitherFitALongOrAreRefused() {
        Seeds.forEach(300, (random, seed) -> {
            long count = random.nextLong(1L << random.nextInt(1, 50));
            try {
                assertThat(ByteCount.read(count + "TiB")).isEqualTo(Math.multiplyExact(count, 1L << 40));
            } catch (ArithmeticException e) {
                assertThat(count).isGreaterThan(Long.MAX_VALUE >> 40);
            }
        });
    }

    @Test
    void durationsReadBackAsTheyWereWritten() {
        Seeds.forEach(300, (random, seed) -> {
            int count = random.nextInt(Integer.MAX_VALUE);
            assertThat(DurationText.read(count + "ms")).isEqualTo(Duration.ofMillis(count));
            assertThat(DurationText.read(count + "s")).isEqualTo(Duration.ofSeconds(count));
            assertThat(DurationText.read(count + "d")).isEqualTo(Duration.ofDays(count));
        });
    }

    @Test
    void aNumberWithoutItsUnitIsNoDuration() {
        Seeds.forEach(300, (random, seed) -> {
            String count = Integer.toString(random.nextInt(Integer.MAX_VALUE));
            assertThatThrownBy(() -> DurationText.read(count)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void theDistanceIsSymmetricAndZeroOnlyForEqualWords() {
        Seeds.forEach(300, (random, seed) -> {
            String left = word(random);
            String right = random.nextInt(5) == 0 ? left : word(random);
            int distance = EditDistance.between(left, right);
            assertThat(distance).isEqualTo(EditDistance.between(right, left));
            assertThat(distance == 0).isEqualTo(left.equals(right));
            assertThat(distance).isLessThanOrEqualTo(Math.max(left.length(), right.length()));
        });
    }

    @Test
    void theDistanceKeepsTheTriangleInequality() {
        Seeds.forEach(300, (random, seed) -> {
            String a = word(random);
            String b = word(random);
            String c = word(random);
            assertThat(EditDistance.between(a, c))
                    .isLessThanOrEqualTo(EditDistance.between(a, b) + EditDistance.between(b, c));
        });
    }

    @Test
    void aListReadsBackAsItWasJoined() {
        Setting<List<String>> setting = Setting.list("a.list", "", "Words.");
        Seeds.forEach(300, (random, seed) -> {
            List<String> words = Stream.generate(() -> "x" + word(random))
                    .limit(random.nextInt(9))
                    .toList();
            assertThat(setting.reader().apply(String.join(" , ", words))).isEqualTo(words);
        });
    }

    private static String word(RandomGenerator random) {
        return Seeds.text(random, "ab.-", 7);
    }
}
