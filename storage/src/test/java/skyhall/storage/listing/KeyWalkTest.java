package skyhall.storage.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skyhall.platform.Seeds;

/// The walk over rows in memory against a model that looks at every key, and how many rows it asks
/// for.
final class KeyWalkTest {
    private static final int KEYS = 10_000;

    /// Keys as a table with an index holds them.
    private static final class Table implements KeyWalk.Source<String> {
        private final NavigableMap<byte[], String> rows = new TreeMap<>(Arrays::compareUnsigned);
        private int asked;
        private int read;

        Table(List<String> keys) {
            keys.forEach(key -> rows.put(key.getBytes(StandardCharsets.UTF_8), key));
        }

        @Override
        public List<String> rows(Seek seek, Optional<byte[]> end, int limit) {
            asked++;
            NavigableMap<byte[], String> from = rows.tailMap(seek.key(), seek.inclusive());
            List<String> found = new ArrayList<>();
            for (Map.Entry<byte[], String> row : from.entrySet()) {
                boolean over = end.isPresent() && Arrays.compareUnsigned(row.getKey(), end.get()) >= 0;
                if (over || found.size() == limit) {
                    break;
                }
                found.add(row.getValue());
            }
            read += found.size();
            return found;
        }

        @Override
        public byte[] key(String row) {
            return row.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Seek behind(String row) {
            return Seek.after(key(row));
        }

        /// One page, as lines.
        List<String> page(String prefix, String delimiter, From from, int limit, List<Boolean> more) {
            Optional<Seek> start = from.seek(prefix, delimiter);
            if (start.isEmpty()) {
                more.add(false);
                return List.of();
            }
            KeyWalk.Walked<String> walked = new KeyWalk<>(this, prefix, delimiter, limit).from(start.get());
            more.add(walked.more());
            return walked.steps().stream()
                    .map(step -> switch (step) {
                        case KeyWalk.Step.Row<String>(String key) -> key;
                        case KeyWalk.Step.CommonPrefix<String>(String common) -> common;
                    })
                    .toList();
        }
    }

    @Test
    void pageByPageTheWalkTellsWhatLookingAtEveryKeyTells() {
        Seeds.forEach(4, (random, seed) -> {
            List<String> keys = NaiveListing.keys(random, KEYS);
            Table table = new Table(keys);
            for (int i = 0; i < 60; i++) {
                String prefix = NaiveListing.prefix(random, keys);
                String delimiter = NaiveListing.delimiter(random);
                List<String> expected = NaiveListing.lines(keys, prefix, delimiter);
                int limit = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 1000);
                assertThat(walk(table, prefix, delimiter, limit, Math.min(expected.size(), 40 * limit)))
                        .as("prefix '%s', delimiter '%s', pages of %d", prefix, delimiter, limit)
                        .isEqualTo(expected.subList(0, Math.min(expected.size(), 40 * limit)));
            }
        });
    }

    /// Follows the pages by their last lines until there are `most` lines.
    private static List<String> walk(Table table, String prefix, String delimiter, int limit, int most) {
        List<String> told = new ArrayList<>();
        From from = new From.Beginning();
        boolean goesOn = true;
        while (goesOn && (told.size() < most || most == 0)) {
            List<Boolean> more = new ArrayList<>();
            List<String> page = table.page(prefix, delimiter, from, limit, more);
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.size() == limit || !more.getFirst())
                    .as("a short page is the last")
                    .isTrue();
            told.addAll(page);
            goesOn = more.getFirst();
            if (goesOn) {
                String last = page.getLast();
                from = NaiveListing.isRolledUp(last, prefix, delimiter)
                        ? new From.AfterPrefix(last)
                        : new From.AfterKey(last);
            }
        }
        return told;
    }

    /// A client may begin anywhere (`start-after`), also inside of what is rolled up.
    @Test
    void whereverAClientBeginsItSeesWhatIsBehind() {
        Seeds.forEach(4, (random, seed) -> {
            List<String> keys = NaiveListing.keys(random, KEYS);
            Table table = new Table(keys);
            for (int i = 0; i < 200; i++) {
                String prefix = NaiveListing.prefix(random, keys);
                String delimiter = NaiveListing.delimiter(random);
                String after = random.nextBoolean()
                        ? keys.get(random.nextInt(keys.size()))
                        : NaiveListing.sign(random) + NaiveListing.sign(random);
                boolean isPrefix = after.startsWith(prefix)
                        && NaiveListing.isRolledUp(after, prefix, delimiter)
                        && NaiveListing.line(after, prefix, delimiter).equals(after);
                List<String> behind = keys.stream()
                        .filter(key -> NaiveListing.compare(key, after) > 0 && !(isPrefix && key.startsWith(after)))
                        .toList();
                List<String> expected = NaiveListing.lines(behind, prefix, delimiter);
                assertThat(table.page(prefix, delimiter, new From.AfterKey(after), 500, new ArrayList<>()))
                        .as("prefix '%s', delimiter '%s', after '%s'", prefix, delimiter, after)
                        .isEqualTo(expected.subList(0, Math.min(expected.size(), 500)));
            }
        });
    }

    @Test
    void aFolderOfAnySizeCostsOneStep() {
        List<String> keys = new ArrayList<>();
        for (int folder = 0; folder < 20; folder++) {
            for (int i = 0; i < 5000; i++) {
                keys.add("folder-%02d/%05d".formatted(folder, i));
            }
        }
        Table table = new Table(keys);
        List<Boolean> more = new ArrayList<>();
        assertThat(table.page("", "/", new From.Beginning(), 1000, more)).hasSize(20);
        assertThat(more).containsExactly(false);
        assertThat(table.asked).as("one seek for a folder, and the last").isLessThanOrEqualTo(21);
        assertThat(table.read).as("of 100,000 rows").isLessThan(21_000);
    }

    @Test
    void withoutADelimiterAPageIsOneQuestion() {
        Table table = new Table(NaiveListing.keys(new java.util.Random(1), 3000));
        table.page("", "", new From.Beginning(), 1000, new ArrayList<>());
        assertThat(table.asked).isEqualTo(1);
        assertThat(table.read).isEqualTo(1001);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b/, '', /, a/c", // not itself a common prefix: a/ is
        "a/, '', /, b",
        "a/, a/, /, a/b/",
        "'', '', /, a/",
    })
    void aMarkerThatMerelyEndsWithTheDelimiterIsAKey(String after, String prefix, String delimiter, String next) {
        Table table = new Table(List.of("a/b/1", "a/c", "b"));
        String expected = NaiveListing.line(next, prefix, delimiter);
        assertThat(table.page(prefix, delimiter, new From.AfterKey(after), 10, new ArrayList<>()))
                .startsWith(expected);
    }

    @Test
    void theSmallestTextBehindAllWithAPrefix() {
        assertThat(Seek.successor(new byte[0])).isEmpty();
        assertThat(Seek.successor(new byte[] {(byte) 0xff, (byte) 0xff})).isEmpty();
        assertThat(Seek.successor(new byte[] {1, (byte) 0xff})).hasValue(new byte[] {2});
        assertThat(Seek.successor(new byte[] {0x7f})).hasValue(new byte[] {(byte) 0x80});
    }
}
