package skyhall.platform.access;

import java.util.ArrayList;
import java.util.List;

/// An ARN of a condition: its six parts are compared one by one, each with wildcards, so that a star never
/// reaches over a colon but in the last part. `*` alone is any ARN.
///
/// Source: AWS IAM User Guide, "Amazon Resource Name (ARN) condition operators".
record ArnPattern(List<TextPattern> patterns) implements ValueTest {
    private static final int PARTS = 6;

    static ArnPattern read(String text, TextSyntax syntax) throws Malformation {
        List<String> parts = parts(text, syntax);
        if (!text.equals("*") && (parts.size() != PARTS || !text.startsWith("arn:"))) {
            throw new Malformation("Invalid ARN in condition", text);
        }
        List<TextPattern> patterns = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            patterns.add(TextPattern.read(parts.size() == 1 ? "*" : parts.get(i), syntax));
        }
        return new ArnPattern(List.copyOf(patterns));
    }

    /// Whether a `Resource` has the shape of an ARN. One with fewer parts is whole when it ends in a star,
    /// which reaches over the colons that are missing.
    static boolean isResource(String text, TextSyntax syntax) {
        return text.equals("*")
                || (text.startsWith("arn:") && (parts(text, syntax).size() == PARTS || text.endsWith("*")));
    }

    /// Up to six parts; a colon inside a variable separates nothing.
    private static List<String> parts(String text, TextSyntax syntax) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean inVariable = false;
        for (int i = 0; i < text.length() && parts.size() < PARTS - 1; i++) {
            if (syntax.variables() && text.startsWith("${", i)) {
                inVariable = true;
            } else if (text.charAt(i) == '}') {
                inVariable = false;
            } else if (text.charAt(i) == ':' && !inVariable) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    @Override
    public boolean matches(String value, AccessQuestion question) {
        int start = 0;
        for (int i = 0; i < PARTS; i++) {
            int end = i == PARTS - 1 ? value.length() : value.indexOf(':', start);
            if (end < 0 || !patterns.get(i).matches(value.substring(start, end), question)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    @Override
    public List<TextPart.Variable> variables() {
        return patterns.stream().flatMap(p -> p.variables().stream()).toList();
    }
}
