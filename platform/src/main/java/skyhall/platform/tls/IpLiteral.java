package skyhall.platform.tls;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads an IP address as it stands in a header or a setting. Never asks a name server: a stranger's header must not
/// make us look anything up.
final class IpLiteral {
    /// Four numbers, or something with colons: the JDK also reads `10.1` and `167772161`, which nobody means.
    private static final Pattern FORM = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private IpLiteral() {}

    /// Takes `1.2.3.4`, `1.2.3.4:567`, `::1`, `[::1]` and `[::1]:567`; a port is dropped, a zone is refused.
    static Optional<InetAddress> parse(String text) {
        String bare = withoutPort(text.trim());
        if (bare.isEmpty() || bare.length() > 45 || !FORM.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? "" : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        boolean isPort = colon > 0 && text.indexOf(':', colon + 1) < 0;
        return isPort ? text.substring(0, colon) : text;
    }
}
