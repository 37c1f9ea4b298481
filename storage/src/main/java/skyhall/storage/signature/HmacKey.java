package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// A key of HMAC-SHA-256 (RFC 2104) with both its pads already taken in, so that a signature costs a copy of
/// two digest states and the text itself; the JDK's `Mac` takes the pads in anew each time. Safe for many
/// threads: the two states are only ever copied.
final class HmacKey {
    private static final int BLOCK_BYTES = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    HmacKey(byte[] key) {
        byte[] padded = Arrays.copyOf(key.length > BLOCK_BYTES ? Sha256.of(key) : key, BLOCK_BYTES);
        this.inner = padded(padded, 0x36);
        this.outer = padded(padded, 0x5C);
    }

    private static MessageDigest padded(byte[] key, int pad) {
        MessageDigest digest = Sha256.start();
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (key[i] ^ pad);
        }
        digest.update(block);
        return digest;
    }

    byte[] sign(byte[] text) {
        MessageDigest first = Sha256.copy(inner);
        byte[] half = first.digest(text);
        return Sha256.copy(outer).digest(half);
    }

    byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }
}
