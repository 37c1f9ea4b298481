package skyhall.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that must not be seen: not in a log, not in an error, not in a debugger's one-line view.
/// Comparing two takes the same time wherever they differ.
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /// The text itself. Whoever calls this answers for where it goes.
    public String reveal() {
        return text;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
