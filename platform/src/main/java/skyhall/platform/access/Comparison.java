package skyhall.platform.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What a condition operator compares, without its prefix and suffix.
///
/// The negated ones are the exact opposite of the others: a value that cannot be read equals nothing, so it is "not
/// equal". Source: AWS IAM User Guide, "IAM JSON policy elements: Condition operators".
enum Comparison {
    STRING_EQUALS("StringEquals", false, Comparison::same),
    STRING_NOT_EQUALS("StringNotEquals", true, Comparison::same),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, CaselessText::read),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, CaselessText::read),
    STRING_LIKE("StringLike", false, Comparison::like),
    STRING_NOT_LIKE("StringNotLike", true, Comparison::like),
    NUMERIC_EQUALS("NumericEquals", false, number(order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, number(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, number(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, number(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, number(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, number(order -> order >= 0)),
    DATE_EQUALS("DateEquals", false, time(order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, time(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", false, time(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, time(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, time(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, time(order -> order >= 0)),
    BOOL("Bool", false, Comparison::truth),
    BINARY_EQUALS("BinaryEquals", false, Comparison::bytes),
    IP_ADDRESS("IpAddress", false, Comparison::address),
    NOT_IP_ADDRESS("NotIpAddress", true, Comparison::address),
    ARN_EQUALS("ArnEquals", false, Comparison::arn),
    ARN_LIKE("ArnLike", false, Comparison::arn),
    ARN_NOT_EQUALS("ArnNotEquals", true, Comparison::arn),
    ARN_NOT_LIKE("ArnNotLike", true, Comparison::arn),
    /// Its values answer the question whether the key is absent.
    NULL("Null", false, Comparison::truth);

    private interface Reader {
        ValueTest read(String text, boolean variables) throws Malformation;
    }

    private final String word;
    private final boolean negated;
    private final Reader reader;

    Comparison(String word, boolean negated, Reader reader) {
        this.word = word;
        this.negated = negated;
        this.reader = reader;
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
        return switch (this) {
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN_EQUALS, ARN_LIKE, IP_ADDRESS -> true;
            case STRING_NOT_EQUALS, STRING_NOT_EQUALS_IGNORE_CASE, STRING_NOT_LIKE -> false;
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS, NUMERIC_LESS_THAN, NUMERIC_LESS_THAN_EQUALS -> false;
            case NUMERIC_GREATER_THAN, NUMERIC_GREATER_THAN_EQUALS, DATE_EQUALS, DATE_NOT_EQUALS -> false;
            case DATE_LESS_THAN, DATE_LESS_THAN_EQUALS, DATE_GREATER_THAN, DATE_GREATER_THAN_EQUALS -> false;
            case BOOL, BINARY_EQUALS, NOT_IP_ADDRESS, ARN_NOT_EQUALS, ARN_NOT_LIKE, NULL -> false;
        };
    }

    /// @param variables whether the policy's version has them
    ValueTest read(String text, boolean variables) throws Malformation {
        return reader.read(text, variables);
    }

    private static ValueTest same(String text, boolean variables) throws Malformation {
        return TextPattern.read(text, new TextSyntax(false, variables));
    }

    private static ValueTest like(String text, boolean variables) throws Malformation {
        return TextPattern.read(text, new TextSyntax(true, variables));
    }

    private static ValueTest arn(String text, boolean variables) throws Malformation {
        return ArnPattern.read(text, new TextSyntax(true, variables));
    }

    private static ValueTest truth(String text, boolean variables) throws Malformation {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new Malformation("Invalid Boolean in condition", text);
        }
        return (value, _) -> text.equalsIgnoreCase(value);
    }

    private static ValueTest bytes(String text, boolean variables) throws Malformation {
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

    private static ValueTest address(String text, boolean variables) throws Malformation {
        AddressRange range = AddressRange.parse(text)
                .orElseThrow(() -> new Malformation("Invalid IP address or range in condition", text));
        return (value, _) -> Address.parse(value).map(range::contains).orElse(false);
    }

    private static Reader number(IntPredicate order) {
        return (text, _) -> {
            BigDecimal given =
                    Measure.number(text).orElseThrow(() -> new Malformation("Invalid number in condition", text));
            return (value, _) ->
                    Measure.number(value).map(v -> order.test(v.compareTo(given))).orElse(false);
        };
    }

    private static Reader time(IntPredicate order) {
        return (text, _) -> {
            Instant given = Measure.time(text).orElseThrow(() -> new Malformation("Invalid date in condition", text));
            return (value, _) ->
                    Measure.time(value).map(v -> order.test(v.compareTo(given))).orElse(false);
        };
    }
}
