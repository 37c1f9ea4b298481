package skyhall.portal.page;

import java.util.Optional;

/// A place on this portal to go on to; never another site. Guards against open redirects (CWE-601).
public record LocalPath(String text) {
    private static final int MAX_LENGTH = 2000;

    public LocalPath {
        if (!isLocal(text)) {
            throw new IllegalArgumentException("not a path of this portal");
        }
    }

    /// The path that a stranger sent us, or empty when it is none or leads elsewhere.
    public static Optional<LocalPath> parse(String text) {
        return isLocal(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    /// Browsers read `//host` and `/\host` as other hosts, and drop tabs and line ends first (WHATWG URL, 4.4).
    private static boolean isLocal(String text) {
        return text.startsWith("/")
                && !text.startsWith("//")
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }
}
