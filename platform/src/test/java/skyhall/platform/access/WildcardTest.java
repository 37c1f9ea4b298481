package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardTest {
    static Wildcard compiled(String pattern) {
        Wildcard.Builder builder = new Wildcard.Builder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> builder.anyNumber();
                case '?' -> builder.anyOne();
                default -> builder.literal(String.valueOf(c));
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource(emptyValue = "", textBlock = """
                    '',        '',          true
                    '',        a,           false
                    *,         '',          true
                    *,         anything,    true
                    ?,         '',          false
                    ?,         a,           true
                    ?,         ab,          false
                    a*,        a,           true
                    a*,        ba,          false
                    *a,        ba,          true
                    *a,        ab,          false
                    a*a,       a,           false
                    a*a,       aa,          true
                    a*?a,      aa,          false
                    a*?a,      aba,         true
                    **a**,     a,           true
                    *ab*bc*,   abc,         false
                    *ab*bc*,   abbc,        true
                    *a?c*,     xxabcxx,     true
                    *a?c*,     xxabbcxx,    false
                    *aab*b,    aaab,        false
                    *aab*b,    aaabb,       true
                    """)
    void matchesAsTheLanguageSays(String pattern, String text, boolean matches) {
        assertThat(compiled(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void agreesWithTheRecursiveDefinition() {
        Random random = new Random(7);
        int matched = 0;
        for (int i = 0; i < 200_000; i++) {
            String pattern = word(random, "aabb**?", 12);
            String text = word(random, "aaab", 14);
            boolean expected = byDefinition(pattern, text);
            if (compiled(pattern).matches(text) != expected) {
                assertThat(compiled(pattern).matches(text))
                        .describedAs("%s on %s", pattern, text)
                        .isEqualTo(expected);
            }
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isBetween(10_000, 190_000);
    }

    /// Runs longer than a machine word and longer than what `indexOf` is trusted with.
    @Test
    void findsLongRunsAtEveryPlace() {
        for (int length : new int[] {15, 16, 17, 63, 64, 65, 127, 128, 129, 300}) {
            String run = ("ab".repeat(length) + "c").substring(0, length - 1) + "c";
            for (int before = 0; before < 5; before++) {
                String text = "ab".repeat(before) + "a".repeat(before % 2) + run + "tail";
                assertThat(compiled("*" + run + "*").matches(text)).isTrue();
                assertThat(compiled("*?" + run.substring(1) + "*").matches(text))
                        .isTrue();
                assertThat(compiled("*" + run + "d*").matches(text)).isFalse();
                assertThat(compiled("*?" + run + "d*").matches(text)).isFalse();
            }
        }
    }

    /// Each of these takes seconds to hours where a matcher tries again from every place.
    @ParameterizedTest
    @CsvSource({
        "*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
        "*a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b*",
        "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*",
        "*?a*?a*?a*?a*?a*?a*?a*?a*b*"
    })
    void hostilePatternsStayLinear(String pattern) {
        Wildcard wildcard = compiled(pattern);
        String text = "a".repeat(1_000_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(wildcard.matches(text)).isFalse());
    }

    @Test
    void aLongRunOverALongTextStaysLinear() {
        String half = "a".repeat(100_000);
        Wildcard wildcard = compiled("*" + half + "b" + half + "*");
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertThat(wildcard.matches("a".repeat(1_000_000)))
                .isFalse());
    }

    private static String word(Random random, String letters, int most) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static boolean byDefinition(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char first = pattern.charAt(0);
        String rest = pattern.substring(1);
        if (first == '*') {
            return byDefinition(rest, text) || (!text.isEmpty() && byDefinition(pattern, text.substring(1)));
        }
        return !text.isEmpty() && (first == '?' || first == text.charAt(0)) && byDefinition(rest, text.substring(1));
    }
}
