package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding over bytes, one byte per character. A `%` that no two hex digits follow stands for itself.
final class PercentCode {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private PercentCode() {}

    /// The text with one byte per character: text with greater characters was decoded by someone, as UTF-8.
    static String bytesOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeEscapes(text);
    }

    /// Like [#decode], and `+` is a space, as in queries.
    static String decodeQuery(String text) {
        return decode(text.indexOf('+') < 0 ? text : text.replace('+', ' '));
    }

    private static String decodeEscapes(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && isEscape(text, i)) {
                decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    /// Everything but RFC 3986's unreserved characters as `%XX` in upper case.
    ///
    /// @param keepSlash whether `/` stays as it is: yes in a path, no in a query
    static String encode(String bytes, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isUnreserved(c) || (keepSlash && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(UPPER.toHexDigits((byte) c));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
