package skyhall.storage.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 started by copying a fresh state, which is quicker than asking the JDK's providers each time.
final class Sha256 {
    /// The SHA-256 of no bytes, in hex.
    static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final MessageDigest FRESH = fresh();

    private Sha256() {}

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static MessageDigest start() {
        return copy(FRESH);
    }

    static MessageDigest copy(MessageDigest state) {
        try {
            return (MessageDigest) state.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
        }
    }

    static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }
}
