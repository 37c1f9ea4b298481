package skyhall.platform.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/// What a condition operator compares, without its prefix and suffix.
///
/// The negated ones are the exact opposite of the others: a value that cannot be read equals nothing, so it is
/// "not equal". Source: AWS IAM User Guide, "IAM JSON policy elements: Condition operators".
enum Comparison {
    STRING_EQUALS("StringEquals", false),
    STRING_NOT_EQUALS("StringNotEquals", true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
    STRING_LIKE("StringLike", false),
    STRING_NOT_LIKE("StringNotLike", true),
    NUMERIC_EQUALS("NumericEquals", false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true),
    NUMERIC_LESS_THAN("NumericLessThan", false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
    DATE_EQUALS("DateEquals", false),
    DATE_NOT_EQUALS("DateNotEquals", true),
    DATE_LESS_THAN("DateLessThan", false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
    DATE_GREATER_THAN("DateGreaterThan", false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
    BOOL("Bool", false),
    BINARY_EQUALS("BinaryEquals", false),
    IP_ADDRESS("IpAddress", false),
    NOT_IP_ADDRESS("NotIpAddress", true),
    ARN_EQUALS("ArnEquals", false),
    ARN_LIKE("ArnLike", false),
    ARN_NOT_EQUALS("ArnNotEquals", true),
    ARN_NOT_LIKE("ArnNotLike", true),
    /// Its values answer the question whether the key is absent.
    NULL("Null", false);

    private final String word;
    private final boolean negated;

    Comparison(String word, boolean negated) {
        this.word = word;
        this.negated = negated;
    }

    /// The comparison that a policy calls `word`, with regard to case.
    static Optional<Comparison> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    boolean isNegated() {
        return negated;
    }

    /// Whether a match pins the request's value to what the policy lists.
    boolean pins() {
        return PINNING.contains(this);
    }

    private static final Set<Comparison> PINNING =
            EnumSet.of(STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN_EQUALS, ARN_LIKE, IP_ADDRESS);

    /// @param variables whether the policy's version has them
    ValueTest read(String text, boolean variables) throws Malformation {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> TextPattern.read(text, new TextSyntax(false, variables));
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> CaselessText.read(text, variables);
            case STRING_LIKE, STRING_NOT_LIKE -> TextPattern.read(text, new TextSyntax(true, variables));
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(text, order -> order == 0);
            case NUMERIC_LESS_THAN -> number(text, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> number(text, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> number(text, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> number(text, order -> order >= 0);
            case DATE_EQUALS, DATE_NOT_EQUALS -> time(text, order -> order == 0);
            case DATE_LESS_THAN -> time(text, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> time(text, order -> order <= 0);
            case DATE_GREATER_THAN -> time(text, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> time(text, order -> order >= 0);
            case BOOL, NULL -> truth(text);
            case BINARY_EQUALS -> bytes(text);
            case IP_ADDRESS, NOT_IP_ADDRESS -> address(text);
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE ->
                ArnPattern.read(text, new TextSyntax(true, variables));
        };
    }

    private static ValueTest truth(String text) throws Malformation {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new Malformation("Invalid Boolean in condition", text);
        }
        return (value, _) -> text.equalsIgnoreCase(value);
    }

    private static ValueTest bytes(String text) throws Malformation {
        byte[] wanted = decoded(text).orElseThrow(() -> new Malformation("Invalid Base64 in condition", text));
        return (value, _) -> decoded(value).map(b -> Arrays.equals(b, wanted)).orElse(false);
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ValueTest address(String text) throws Malformation {
        AddressRange range = AddressRange.parse(text)
                .orElseThrow(() -> new Malformation("Invalid IP address or range in condition", text));
        return (value, _) -> Address.parse(value).map(range::contains).orElse(false);
    }

    private static ValueTest number(String text, IntPredicate order) throws Malformation {
        BigDecimal given =
                Measure.number(text).orElseThrow(() -> new Malformation("Invalid number in condition", text));
        return (value, _) ->
                Measure.number(value).map(v -> order.test(v.compareTo(given))).orElse(false);
    }

    private static ValueTest time(String text, IntPredicate order) throws Malformation {
        Instant given = Measure.time(text).orElseThrow(() -> new Malformation("Invalid date in condition", text));
        return (value, _) ->
                Measure.time(value).map(v -> order.test(v.compareTo(given))).orElse(false);
    }
}
