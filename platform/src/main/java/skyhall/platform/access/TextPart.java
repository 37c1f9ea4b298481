package skyhall.platform.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A piece of a [TextPattern].
sealed interface TextPart {
    /// A pattern with `?` may be this long; keeps the tables for it small.
    int MAX_CHARS_WITH_ANY_ONE = 512;

    record Literal(String chars) implements TextPart {}

    record AnyOne() implements TextPart {}

    record AnyNumber() implements TextPart {}

    /// @param key the condition key in lower case
    /// @param otherwise the value when the request has none
    record Variable(String key, Optional<String> otherwise) implements TextPart {
        /// Empty when the request has no value, or several, of which none is more right than another.
        Optional<String> value(AccessQuestion question) {
            List<String> values = question.context().get(key);
            if (values == null || values.isEmpty()) {
                return otherwise;
            }
            return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
        }
    }

    /// At least one part, also for the empty text.
    static List<TextPart> split(String text, TextSyntax syntax) throws Malformation {
        Splitter splitter = new Splitter(text, syntax);
        List<TextPart> parts = splitter.parts();
        if (text.length() > MAX_CHARS_WITH_ANY_ONE && parts.stream().anyMatch(AnyOne.class::isInstance)) {
            throw new Malformation("A pattern with '?' may have at most " + MAX_CHARS_WITH_ANY_ONE + " characters");
        }
        return parts;
    }

    /// The variables among `parts`.
    static List<Variable> variables(List<TextPart> parts) {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .toList();
    }

    /// The parts with every variable replaced by its value, or empty when one has none.
    static Optional<List<TextPart>> filled(List<TextPart> parts, AccessQuestion question) {
        List<TextPart> filled = new ArrayList<>(parts.size());
        for (TextPart part : parts) {
            if (part instanceof Variable variable) {
                Optional<String> value = variable.value(question);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                filled.add(new Literal(value.get()));
            } else {
                filled.add(part);
            }
        }
        return Optional.of(filled);
    }

    /// Reads the text once from left to right.
    final class Splitter {
        private final String text;
        private final TextSyntax syntax;
        private final List<TextPart> parts = new ArrayList<>();
        private final StringBuilder chars = new StringBuilder();
        private int place;

        Splitter(String text, TextSyntax syntax) {
            this.text = text;
            this.syntax = syntax;
        }

        List<TextPart> parts() throws Malformation {
            while (place < text.length()) {
                char c = text.charAt(place);
                if (syntax.variables() && text.startsWith("${", place)) {
                    variable();
                    continue;
                }
                place++;
                if (syntax.wildcards() && c == '*') {
                    add(new AnyNumber());
                } else if (syntax.wildcards() && c == '?') {
                    add(new AnyOne());
                } else {
                    chars.append(c);
                }
            }
            if (!chars.isEmpty() || parts.isEmpty()) {
                parts.add(new Literal(chars.toString()));
            }
            return List.copyOf(parts);
        }

        private void add(TextPart part) {
            if (!chars.isEmpty()) {
                parts.add(new Literal(chars.toString()));
                chars.setLength(0);
            }
            parts.add(part);
        }

        private void variable() throws Malformation {
            int start = place + 2;
            int end = start;
            while (end < text.length() && "},${'".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (text.startsWith("$}", start)) {
                end = start + 1;
            }
            String name = text.substring(start, end).strip();
            place = end;
            if (name.equals("*") || name.equals("?") || name.equals("$")) {
                chars.append(name);
            } else if (name.indexOf(':') < 1) {
                throw new Malformation("Invalid policy variable", text);
            } else {
                add(new Variable(name.toLowerCase(Locale.ROOT), otherwise()));
            }
            expect('}');
        }

        private Optional<String> otherwise() throws Malformation {
            if (!text.startsWith(",", place)) {
                return Optional.empty();
            }
            place++;
            skipSpaces();
            expect('\'');
            int end = text.indexOf('\'', place);
            if (end < 0) {
                throw new Malformation("Invalid policy variable", text);
            }
            String value = text.substring(place, end);
            place = end + 1;
            skipSpaces();
            return Optional.of(value);
        }

        private void skipSpaces() {
            while (text.startsWith(" ", place)) {
                place++;
            }
        }

        private void expect(char c) throws Malformation {
            if (place >= text.length() || text.charAt(place) != c) {
                throw new Malformation("Invalid policy variable", text);
            }
            place++;
        }
    }
}
