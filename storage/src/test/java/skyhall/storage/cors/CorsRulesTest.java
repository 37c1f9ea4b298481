package skyhall.storage.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.Seeds;
import skyhall.platform.fault.FaultException;

final class CorsRulesTest {
    private static final List<String> METHODS = List.of("GET", "PUT", "HEAD", "POST", "DELETE");

    private static CorsRules parse(String rules) {
        return CorsRules.parse(
                ("<CORSConfiguration>" + rules + "</CORSConfiguration>").getBytes(StandardCharsets.UTF_8));
    }

    private static String rule(String origin, String method, String more) {
        return "<CORSRule><AllowedOrigin>" + origin + "</AllowedOrigin><AllowedMethod>" + method + "</AllowedMethod>"
                + more + "</CORSRule>";
    }

    @ParameterizedTest
    @CsvSource({
        "https://map.example, https://map.example, true",
        "https://map.example, https://map.example:8443, false",
        "https://map.example, http://map.example, false",
        "https://map.example, HTTPS://map.example, false",
        "*, https://anything, true",
        "*, null, true",
        "https://*.example, https://a.example, true",
        "https://*.example, https://a.b.example, true",
        "https://*.example, https://.example, true",
        "https://*.example, https://example, false",
        "https://*.example, https://a.example.org, false",
        "http*://a, http://a, true",
        "ab*ba, aba, false",
        "ab*ba, abba, true",
    })
    void anOriginIsMatchedWholeAndByTheLetter(String pattern, String origin, boolean matches) {
        Optional<CorsRule> rule = parse(rule(pattern, "GET", "")).answering(origin, "GET", List.of());
        assertThat(rule.isPresent()).isEqualTo(matches);
    }

    @Test
    void methodsAreMatchedByTheLetter() {
        CorsRules rules = parse(rule("*", "PUT", ""));
        assertThat(rules.answering("https://a", "PUT", List.of())).isPresent();
        for (String other : List.of("put", "GET", "", "PUT ", "PATCH")) {
            assertThat(rules.answering("https://a", other, List.of())).as(other).isEmpty();
        }
    }

    @Test
    void everyHeaderThatIsAskedForMustBeAllowed() {
        CorsRules rules =
                parse(rule("*", "PUT", "<AllowedHeader>X-Amz-*</AllowedHeader><AllowedHeader>Etag</AllowedHeader>"));
        assertThat(rules.answering("o", "PUT", List.of())).isPresent();
        assertThat(rules.answering("o", "PUT", List.of("x-amz-date", "etag"))).isPresent();
        assertThat(rules.answering("o", "PUT", List.of("x-amz-date", "range"))).isEmpty();
        assertThat(parse(rule("*", "PUT", "")).answering("o", "PUT", List.of("range")))
                .isEmpty();
        assertThat(parse(rule("*", "PUT", "<AllowedHeader>*</AllowedHeader>")).answering("o", "PUT", List.of("range")))
                .isPresent();
    }

    @Test
    void theFirstRuleThatAnswersCounts() {
        CorsRules rules = parse(rule("https://a", "GET", "<MaxAgeSeconds>1</MaxAgeSeconds>")
                + rule("*", "GET", "<MaxAgeSeconds>2</MaxAgeSeconds>")
                + rule("https://a", "PUT", "<MaxAgeSeconds>3</MaxAgeSeconds>"));
        assertThat(age(rules, "https://a", "GET")).hasValue(1);
        assertThat(age(rules, "https://b", "GET")).hasValue(2);
        assertThat(age(rules, "https://a", "PUT")).hasValue(3);
        assertThat(rules.answering("https://b", "PUT", List.of())).isEmpty();
    }

    private static OptionalInt age(CorsRules rules, String origin, String method) {
        return rules.answering(origin, method, List.of()).orElseThrow().maxAgeSeconds();
    }

    @Test
    void betweenOneAndAHundredRulesAreAllowed() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(FaultException.class);
        assertThat(parse(rule("*", "GET", "").repeat(100)).rules()).hasSize(100);
        assertThatThrownBy(() -> parse(rule("*", "GET", "").repeat(101))).isInstanceOf(FaultException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CORSRule/>",
                "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>",
                "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
                "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule>",
                "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod></CORSRule>",
                "<CORSRule><AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>",
                "<CORSRule><AllowedOrigin>a</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*a*"
                        + "</AllowedHeader></CORSRule>",
                "<CORSRule><AllowedOrigin>a</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>soon"
                        + "</MaxAgeSeconds></CORSRule>",
                "<CORSRule><AllowedOrigin>a</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                        + "<MaxAgeSeconds>99999999999</MaxAgeSeconds></CORSRule>",
            })
    void aRuleThatIsNoneIsRefused(String rule) {
        assertThatThrownBy(() -> parse(rule)).isInstanceOf(FaultException.class);
    }

    /// Rules read, written and read again are the same, and answer as a second, naive matching does.
    @Test
    void whateverRulesThereAreTheyAnswerAsTheNaiveOnesDo() {
        Seeds.forEach(400, (random, seed) -> {
            List<CorsRule> made = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                made.add(new CorsRule(
                        some(random, 1, CorsRulesTest::pattern),
                        some(random, 1, r -> METHODS.get(r.nextInt(METHODS.size()))),
                        some(random, 0, CorsRulesTest::pattern),
                        some(random, 0, r -> "x" + r.nextInt(3)),
                        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty()));
            }
            CorsRules rules = new CorsRules(made);
            assertThat(CorsRules.parse(rules.xml())).isEqualTo(rules);
            for (int i = 0; i < 50; i++) {
                String origin = text(random);
                String method = METHODS.get(random.nextInt(METHODS.size()));
                List<String> asked = some(random, 0, r -> text(r).toLowerCase(Locale.ROOT));
                assertThat(rules.answering(origin, method, asked))
                        .isEqualTo(made.stream()
                                .filter(rule -> naive(rule, origin, method, asked))
                                .findFirst());
            }
        });
    }

    private static boolean naive(CorsRule rule, String origin, String method, List<String> asked) {
        return rule.methods().contains(method)
                && rule.origins().stream()
                        .anyMatch(pattern -> regex(pattern, 0).matcher(origin).matches())
                && asked.stream().noneMatch(header -> rule.headers().stream()
                        .noneMatch(pattern -> regex(pattern, Pattern.CASE_INSENSITIVE)
                                .matcher(header)
                                .matches()));
    }

    private static Pattern regex(String pattern, int flags) {
        return Pattern.compile(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), flags | Pattern.DOTALL);
    }

    private static String pattern(RandomGenerator random) {
        return random.nextInt(3) == 0
                ? text(random)
                : text(random) + "*" + text(random).substring(1);
    }

    private static String text(RandomGenerator random) {
        return "a" + Seeds.text(random, "aB.", 4);
    }

    private static List<String> some(
            RandomGenerator random, int atLeast, java.util.function.Function<RandomGenerator, String> one) {
        List<String> all = new ArrayList<>();
        for (int i = atLeast + random.nextInt(3); i > 0; i--) {
            all.add(one.apply(random));
        }
        return all;
    }
}
