package skyhall.storage.cors;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// One rule. Origins and headers may hold one `*` each.
public record CorsRule(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        OptionalInt maxAgeSeconds) {
    public CorsRule {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    /// Whether the rule answers this question.
    ///
    /// @param asked the headers that the browser wants to send, lower case
    public boolean answers(String origin, String method, List<String> asked) {
        return methods.contains(method)
                && origins.stream().anyMatch(pattern -> matches(pattern, origin))
                && asked.stream().allMatch(header -> headers.stream()
                        .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header)));
    }

    /// Whether the answer may name any origin instead of repeating the asker's.
    boolean isForAnyOrigin() {
        return origins.contains("*");
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return text.length() >= head.length() + tail.length() && text.startsWith(head) && text.endsWith(tail);
    }
}
