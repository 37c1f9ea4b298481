package skyhall.platform.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The place in a list where the next page begins: after the item with this key. Opaque to clients and not a secret:
/// whoever reads a list checks rights anew on every page.
public record Cursor(String afterKey) {
    /// The text for the wire: a checksum and the key in Base64url, so that a clipped or invented text is noticed.
    public String text() {
        byte[] key = afterKey.getBytes(StandardCharsets.UTF_8);
        byte[] framed = new byte[key.length + 4];
        java.nio.ByteBuffer.wrap(framed).putInt(checksum(key)).put(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(framed);
    }

    /// @throws FaultException when a stranger's text is not one that [#text()] gave
    static Cursor parse(String text) {
        try {
            java.nio.ByteBuffer framed =
                    java.nio.ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (framed.remaining() >= 4) {
                int stated = framed.getInt();
                byte[] key = new byte[framed.remaining()];
                framed.get(key);
                if (stated == checksum(key)) {
                    return new Cursor(new String(key, StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            // not Base64: refused below like any other text that we did not give
        }
        throw new FaultException(PlatformFault.CURSOR_MALFORMED, "");
    }

    private static int checksum(byte[] key) {
        CRC32 crc = new CRC32();
        crc.update(key);
        return (int) crc.getValue();
    }
}
