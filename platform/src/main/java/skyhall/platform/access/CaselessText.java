package skyhall.platform.access;

import java.util.List;

/// A policy's text compared without regard to case, for `StringEqualsIgnoreCase`. It has no wildcards.
record CaselessText(List<TextPart> parts) implements ValueTest {
    static CaselessText read(String text, boolean variables) throws Malformation {
        return new CaselessText(TextPart.split(text, new TextSyntax(false, variables)));
    }

    @Override
    public boolean matches(String value, AccessQuestion question) {
        return TextPart.filled(parts, question)
                .map(filled -> joined(filled).equalsIgnoreCase(value))
                .orElse(false);
    }

    private static String joined(List<TextPart> filled) {
        StringBuilder joined = new StringBuilder();
        for (TextPart part : filled) {
            if (part instanceof TextPart.Literal(String chars)) {
                joined.append(chars);
            }
        }
        return joined.toString();
    }

    @Override
    public List<TextPart.Variable> variables() {
        return TextPart.variables(parts);
    }
}
