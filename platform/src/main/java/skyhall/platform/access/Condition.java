package skyhall.platform.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One key of a condition block with its operator and the values that the policy gives: any one of them is
/// enough for a positive operator, and none may match for a negated one.
///
/// @param key in lower case
record Condition(ConditionOperator operator, String key, List<ValueTest> tests, ConditionText source) {
    static Condition read(ConditionText source, boolean variables) throws Malformation {
        ConditionOperator operator = ConditionOperator.read(source.operator());
        List<ValueTest> tests = new ArrayList<>();
        for (String value : source.values()) {
            tests.add(operator.comparison().read(value, variables));
        }
        return new Condition(operator, source.key().toLowerCase(Locale.ROOT), List.copyOf(tests), source);
    }

    boolean holds(AccessQuestion question) {
        List<String> values = question.context().getOrDefault(key, List.of());
        if (operator.comparison() == Comparison.NULL) {
            return matches(values.isEmpty() ? "true" : "false", question);
        }
        return values.isEmpty() ? operator.whenAbsent() : holds(values, question);
    }

    private boolean holds(List<String> values, AccessQuestion question) {
        boolean negated = operator.comparison().isNegated();
        return switch (operator.quantifier()) {
            case ONE -> anyMatches(values, true, question) != negated;
            case ANY -> anyMatches(values, !negated, question);
            case ALL -> !anyMatches(values, negated, question);
        };
    }

    /// Whether some value gives `wanted` when it is compared with all that the policy lists.
    private boolean anyMatches(List<String> values, boolean wanted, AccessQuestion question) {
        for (int i = 0; i < values.size(); i++) {
            if (matches(values.get(i), question) == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String value, AccessQuestion question) {
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).matches(value, question)) {
                return true;
            }
        }
        return false;
    }

    /// The variables whose absence would make this condition true.
    List<TextPart.Variable> variablesThatWiden() {
        return operator.comparison().isNegated() ? variables() : List.of();
    }

    List<TextPart.Variable> variables() {
        return tests.stream().flatMap(t -> t.variables().stream()).toList();
    }

    /// Whether the condition ties the request to fixed values of one of `keys`, as [Policy#isPublic] means it.
    boolean fixes(Set<String> keys) {
        return operator.comparison().pins()
                && !operator.ifExists()
                && operator.quantifier() != ConditionOperator.Quantifier.ALL
                && keys.contains(key)
                && source.values().stream().allMatch(this::isFixed);
    }

    private boolean isFixed(String value) {
        if (operator.comparison() == Comparison.IP_ADDRESS) {
            return AddressRange.parse(value).map(r -> !r.isBroad()).orElse(false);
        }
        return value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
    }
}
