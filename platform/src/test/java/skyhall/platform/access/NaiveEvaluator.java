package skyhall.platform.access;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A second evaluator, written from the language's description and not from the first: it walks the JSON again
/// for every question, compiles nothing, defines wildcards by recursion, and asks the JDK for addresses. Slow
/// and plain.
final class NaiveEvaluator {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]*)(?:,\\s*'([^']*)'\\s*)?}");
    private static final char ONE = '\ue001';
    private static final char MANY = '\ue002';

    private final JsonNode document;
    private final AccessQuestion question;

    private NaiveEvaluator(JsonNode document, AccessQuestion question) {
        this.document = document;
        this.question = question;
    }

    static Verdict decide(List<String> policies, AccessQuestion question) {
        List<String> effects = new ArrayList<>();
        for (String policy : policies) {
            effects.addAll(new NaiveEvaluator(JsonMapper.shared().readTree(policy), question).effects());
        }
        if (effects.contains("Deny")) {
            return Verdict.DENIED;
        }
        return effects.contains("Allow") ? Verdict.ALLOWED : Verdict.SILENT;
    }

    private List<String> effects() {
        return items(document.get("Statement"))
                .filter(this::speaks)
                .map(s -> s.get("Effect").stringValue())
                .toList();
    }

    private static Stream<JsonNode> items(JsonNode node) {
        return node.isArray() ? node.values().stream() : Stream.of(node);
    }

    private boolean speaks(JsonNode s) {
        return speaksOf(s, "Action", this::actionIs)
                && speaksOf(s, "Resource", this::resourceIs)
                && ((!s.has("Principal") && !s.has("NotPrincipal")) || speaksOfPrincipal(s))
                && (!s.has("Condition") || conditionsOf(s.get("Condition")))
                && !(s.get("Effect").stringValue().equals("Allow") && leansOnNothing(s));
    }

    private static boolean speaksOf(JsonNode s, String element, Predicate<String> fits) {
        return s.has(element)
                ? items(s.get(element)).anyMatch(n -> fits.test(n.stringValue()))
                : items(s.get("Not" + element)).noneMatch(n -> fits.test(n.stringValue()));
    }

    private boolean actionIs(String pattern) {
        return like(
                pattern.toLowerCase(Locale.ROOT).replace('?', ONE).replace('*', MANY),
                question.action().toLowerCase(Locale.ROOT));
    }

    private boolean resourceIs(String pattern) {
        return filledLike(pattern, question.resource());
    }

    private boolean speaksOfPrincipal(JsonNode s) {
        return s.has("Principal") ? isOneOf(s.get("Principal")) : !isOneOf(s.get("NotPrincipal"));
    }

    private boolean isOneOf(JsonNode principal) {
        if (principal.isString()) {
            return principal.stringValue().equals("*");
        }
        return principal.properties().stream()
                .anyMatch(type -> items(type.getValue()).anyMatch(n -> isI(type.getKey(), n.stringValue())));
    }

    private boolean isI(String type, String name) {
        boolean known = !question.principalArn().isEmpty();
        String account = question.organisationName();
        return switch (type) {
            case "AWS" ->
                name.equals("*")
                        || (known && name.equals(question.principalArn()))
                        || (known && name.equals(account))
                        || (known && name.equals("arn:aws:iam::" + account + ":root"))
                        || (known && name.equals("arn:aws:iam:::user/" + question.canonicalId()));
            case "CanonicalUser" -> known && name.equals(question.canonicalId());
            default -> known && name.equals(question.principalArn());
        };
    }

    private boolean conditionsOf(JsonNode block) {
        return block.properties().stream().allMatch(operator -> operator.getValue().properties().stream()
                .allMatch(key -> condition(operator.getKey(), key.getKey(), key.getValue())));
    }

    private boolean condition(String operator, String key, JsonNode wanted) {
        String word = operator.substring(operator.indexOf(':') + 1).replaceFirst("IfExists$", "");
        List<String> has = question.context().getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
        List<String> texts = items(wanted).map(NaiveEvaluator::text).toList();
        if (word.equals("Null")) {
            return texts.stream().anyMatch(t -> t.equalsIgnoreCase("true") == has.isEmpty());
        }
        boolean not = word.contains("Not");
        if (has.isEmpty()) {
            return operator.endsWith("IfExists")
                    || operator.startsWith("ForAllValues:")
                    || (not && !operator.startsWith("ForAnyValue:"));
        }
        BiPredicate<String, String> test = test(word.replace("Not", ""));
        Predicate<String> good = value -> not != texts.stream().anyMatch(t -> test.test(t, value));
        if (operator.startsWith("ForAllValues:")) {
            return has.stream().allMatch(good);
        }
        if (operator.startsWith("ForAnyValue:") || !not) {
            return has.stream().anyMatch(good);
        }
        return has.stream().allMatch(good);
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    private BiPredicate<String, String> test(String word) {
        return switch (word) {
            case "StringEquals" -> (t, v) -> v.equals(fill(t, false));
            case "StringEqualsIgnoreCase" -> (t, v) -> v.equalsIgnoreCase(fill(t, false));
            case "StringLike" -> (t, v) -> filledLike(t, v);
            case "ArnEquals", "ArnLike" -> this::arnLike;
            case "IpAddress" -> NaiveEvaluator::inRange;
            case "Bool" -> String::equalsIgnoreCase;
            case "BinaryEquals" ->
                (t, v) -> {
                    try {
                        return Arrays.equals(
                                Base64.getDecoder().decode(t),
                                Base64.getDecoder().decode(v));
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                };
            default ->
                word.startsWith("Numeric")
                        ? (t, v) -> ordered(word.substring(7), number(t), number(v))
                        : (t, v) -> ordered(word.substring(4), date(t), date(v));
        };
    }

    private static <T extends Comparable<T>> boolean ordered(String word, @Nullable T wanted, @Nullable T value) {
        if (wanted == null || value == null) {
            return false;
        }
        int order = value.compareTo(wanted);
        return switch (word) {
            case "Equals" -> order == 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new AssertionError(word);
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.toLowerCase(Locale.ROOT).contains("e") ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant date(String text) {
        try {
            if (text.contains("T")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (text.matches("-?\\d+") && text.length() != 4) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            String full = text + "-01-01".substring(Math.min(6, text.length() - 4));
            return LocalDate.parse(full).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static boolean inRange(String range, String value) {
        try {
            // The JDK takes 10.25 for 10.0.0.25.
            if (!value.matches("[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                return false;
            }
            byte[] wanted = InetAddress.getByName(range.replaceFirst("/.*", "")).getAddress();
            byte[] has = InetAddress.getByName(value).getAddress();
            int bits = range.contains("/") ? Integer.parseInt(range.replaceFirst(".*/", "")) : wanted.length * 8;
            if (range.startsWith("::ffff:")) {
                bits -= 96;
            }
            boolean same = wanted.length == has.length;
            for (int i = 0; same && i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                same = (wanted[i / 8] & mask) == (has[i / 8] & mask);
            }
            return same;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean arnLike(String pattern, String value) {
        String[] wanted = pattern.split(hasVariables() ? ":(?![^$]*})" : ":", 6);
        String[] has = value.split(":", 6);
        boolean all = has.length == 6;
        for (int i = 0; all && i < 6 && !pattern.equals("*"); i++) {
            all = filledLike(wanted[i], has[i]);
        }
        return all;
    }

    private boolean filledLike(String pattern, String value) {
        String filled = fill(pattern, true);
        return filled != null && like(filled, value);
    }

    private boolean hasVariables() {
        return document.has("Version") && document.get("Version").stringValue().equals("2012-10-17");
    }

    /// The text with variables replaced and wildcards marked, or null when a variable has no value.
    private @Nullable String fill(String text, boolean wildcards) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        int from = 0;
        while (hasVariables() && matcher.find(from)) {
            filled.append(marked(text.substring(from, matcher.start()), wildcards));
            String value = valueOf(matcher.group(1).strip(), matcher.group(2));
            if (value == null) {
                return null;
            }
            filled.append(value);
            from = matcher.end();
        }
        return filled.append(marked(text.substring(from), wildcards)).toString();
    }

    private static String marked(String text, boolean wildcards) {
        return wildcards ? text.replace('?', ONE).replace('*', MANY) : text;
    }

    private @Nullable String valueOf(String name, @Nullable String otherwise) {
        if (List.of("*", "?", "$").contains(name)) {
            return name;
        }
        List<String> values = question.context().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.isEmpty()) {
            return otherwise;
        }
        return values.size() == 1 ? values.getFirst() : null;
    }

    /// Whether the statement says "not like X" where X holds a variable without value.
    private boolean leansOnNothing(JsonNode s) {
        List<String> negated = new ArrayList<>();
        if (s.has("NotResource")) {
            items(s.get("NotResource")).forEach(n -> negated.add(n.stringValue()));
        }
        if (s.has("Condition")) {
            s.get("Condition").properties().stream()
                    .filter(operator -> operator.getKey().matches(".*(String|Arn)Not.*"))
                    .flatMap(operator -> operator.getValue().values().stream())
                    .flatMap(NaiveEvaluator::items)
                    .forEach(n -> negated.add(text(n)));
        }
        return negated.stream().anyMatch(text -> fill(text, false) == null);
    }

    private static boolean like(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == MANY) {
            return like(pattern.substring(1), text) || (!text.isEmpty() && like(pattern, text.substring(1)));
        }
        boolean fits = !text.isEmpty() && (pattern.charAt(0) == ONE || pattern.charAt(0) == text.charAt(0));
        return fits && like(pattern.substring(1), text.substring(1));
    }
}
