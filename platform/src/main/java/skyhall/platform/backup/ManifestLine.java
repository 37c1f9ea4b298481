package skyhall.platform.backup;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file or directory of a backup, as one line of text:
/// `f 600 0 0 4096 <sha256> database/superuser.password` or `d 700 101 104 0 - database/cluster`.
///
/// @param kind `f` or `d`
/// @param mode permissions, 0 to 07777
/// @param sha256 lower-case hex, `-` for a directory
/// @param path relative to the data directory, with `/`, empty for itself; form-encoded on the line so that it stays
///     one line
record ManifestLine(char kind, int mode, long uid, long gid, long sizeBytes, String sha256, String path) {
    private static final String ROOT = ".";
    private static final Pattern FORM =
            Pattern.compile("([fd]) ([0-7]{1,4}) (\\d{1,10}) (\\d{1,10}) (\\d{1,18}) (-|[0-9a-f]{64}) (\\S+)");

    static Optional<ManifestLine> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ManifestLine(
                matcher.group(1).charAt(0),
                Integer.parseInt(matcher.group(2), 8),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                Long.parseLong(matcher.group(5)),
                matcher.group(6),
                matcher.group(7).equals(ROOT) ? "" : URLDecoder.decode(matcher.group(7), StandardCharsets.UTF_8)));
    }

    boolean isDirectory() {
        return kind == 'd';
    }

    String text() {
        return kind + " " + Integer.toOctalString(mode) + " " + uid + " " + gid + " " + sizeBytes + " " + sha256 + " "
                + (path.isEmpty()
                        ? ROOT
                        : URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/"));
    }
}
