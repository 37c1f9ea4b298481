package skyhall.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// 256 random bits and the id under which sealed values name them. The id follows from the bits, so a file whose key
/// was altered is found out before anything is sealed under the wrong one.
final class MasterKey {
    static final int BYTES = 32;
    static final int ID_BYTES = 8;

    private final byte[] bits;
    private final Instant createdAt;
    private final String id;

    MasterKey(byte[] bits, Instant createdAt) {
        if (bits.length != BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes");
        }
        this.bits = bits.clone();
        this.createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
        this.id = idOf(bits);
    }

    static MasterKey random(SecureRandom random, Instant now) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new MasterKey(bits, now);
    }

    /// 16 hex digits.
    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    byte[] bits() {
        return bits.clone();
    }

    SecretKeySpec cipherKey() {
        return new SecretKeySpec(bits, "AES");
    }

    private static String idOf(byte[] bits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bits, "HmacSHA256"));
            byte[] digest = mac.doFinal("skyhall master key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
