package skyhall.storage.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-encoding as S3 uses it, over UTF-8 bytes.
public final class PercentText {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PercentText() {}

    /// Decodes once. Raw bytes above 127 (which arrive as Latin-1 characters) are taken as the bytes
    /// that they are.
    ///
    /// @param plusIsSpace true in a query string, false in a path
    /// @return empty when an escape is broken or the bytes are not UTF-8
    public static Optional<String> decode(String raw, boolean plusIsSpace) {
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length() || !isHex(raw.charAt(i + 1)) || !isHex(raw.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes[count++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else {
                bytes[count++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        return utf8(bytes, count);
    }

    /// Encodes everything but unreserved characters; `/` is kept when `keepSlash`.
    public static String encode(String text, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0 || (c == '/' && keepSlash)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static Optional<String> utf8(byte[] bytes, int count) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(bytes, 0, count))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isHex(char c) {
        return HexFormat.isHexDigit(c);
    }
}
