package skyhall.platform.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `512`, `64KiB`, `8MiB`, `5GiB`, `1TiB`: powers of 1024 only, so that nobody has to guess.
final class ByteCount {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB|TiB)?");

    private ByteCount() {}

    static Long read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a number of bytes");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }

    private static long unit(@org.jspecify.annotations.Nullable String name) {
        return switch (name) {
            case null -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> 1L;
        };
    }
}
