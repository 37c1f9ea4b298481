package skyhall.platform.access;

import java.util.List;

/// A condition operator as a policy writes it: `ForAnyValue:StringLikeIfExists`.
///
/// @param ifExists whether an absent key is as good as a match
record ConditionOperator(Quantifier quantifier, Comparison comparison, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /// How many of the request's values must do.
    enum Quantifier {
        /// The key should have one value. Where it has several, a positive operator wants one of them to match
        /// and a negated one wants none to.
        ONE(""),
        /// Every value must do: true where there is none.
        ALL("ForAllValues:"),
        /// One value at least must do: false where there is none, also for a negated operator.
        ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    static ConditionOperator read(String text) throws Malformation {
        Quantifier quantifier = Quantifier.ONE;
        for (Quantifier candidate : List.of(Quantifier.ALL, Quantifier.ANY)) {
            quantifier = text.startsWith(candidate.prefix) ? candidate : quantifier;
        }
        String word = text.substring(quantifier.prefix.length());
        boolean ifExists = word.endsWith(IF_EXISTS);
        String bare = ifExists ? word.substring(0, word.length() - IF_EXISTS.length()) : word;
        Comparison comparison = Comparison.of(bare).orElseThrow(() -> new Malformation("Invalid Condition type", text));
        if (comparison == Comparison.NULL && !text.equals("Null")) {
            throw new Malformation("Invalid Condition type", text);
        }
        return new ConditionOperator(quantifier, comparison, ifExists);
    }

    /// The answer where the request has no value of the key.
    boolean whenAbsent() {
        return ifExists
                || switch (quantifier) {
                    case ONE -> comparison.isNegated();
                    case ALL -> true;
                    case ANY -> false;
                };
    }

    @Override
    public String toString() {
        return quantifier.prefix + comparison.word() + (ifExists ? IF_EXISTS : "");
    }
}
