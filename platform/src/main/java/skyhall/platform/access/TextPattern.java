package skyhall.platform.access;

import java.util.List;
import java.util.Optional;

/// A policy's text that a request's text is compared with: characters, `*` and `?` where wildcards count, and
/// variables where the policy's version has them.
///
/// A variable's value stands for itself: a `*` in it is a star and no wildcard, else a caller could name
/// himself into another's folder. A pattern whose variable has no value (absent, or more than one) matches
/// nothing.
///
/// Source: AWS IAM User Guide, "IAM policy elements: Variables and tags".
final class TextPattern implements ValueTest {
    private final List<TextPart> parts;
    private final Optional<Wildcard> fixed;
    private final String start;

    private TextPattern(List<TextPart> parts) {
        this.parts = parts;
        boolean varies = parts.stream().anyMatch(TextPart.Variable.class::isInstance);
        this.fixed = varies ? Optional.empty() : Optional.of(resolved(parts));
        this.start = parts.getFirst() instanceof TextPart.Literal(String chars) ? chars : "";
    }

    static TextPattern read(String text, TextSyntax syntax) throws Malformation {
        return new TextPattern(TextPart.split(text, syntax));
    }

    @Override
    public boolean matches(String text, AccessQuestion question) {
        if (fixed.isPresent()) {
            return fixed.get().matches(text);
        }
        // The cheap test first: what stands before the first variable decides most requests.
        return text.startsWith(start)
                && TextPart.filled(parts, question)
                        .map(filled -> resolved(filled).matches(text))
                        .orElse(false);
    }

    @Override
    public List<TextPart.Variable> variables() {
        return TextPart.variables(parts);
    }

    private static Wildcard resolved(List<TextPart> parts) {
        Wildcard.Builder builder = new Wildcard.Builder();
        for (TextPart part : parts) {
            switch (part) {
                case TextPart.Literal(String chars) -> builder.literal(chars);
                case TextPart.AnyOne _ -> builder.anyOne();
                case TextPart.AnyNumber _ -> builder.anyNumber();
                case TextPart.Variable _ -> throw new IllegalStateException("a variable is left");
            }
        }
        return builder.build();
    }
}
