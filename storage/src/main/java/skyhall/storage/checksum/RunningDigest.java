package skyhall.storage.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-1 and SHA-256, from the JDK.
final class RunningDigest implements RunningChecksum {
    private final ChecksumAlgorithm algorithm;
    private final MessageDigest digest;

    RunningDigest(ChecksumAlgorithm algorithm, String jdkName) {
        this.algorithm = algorithm;
        this.digest = named(jdkName);
    }

    /// The JDK's digest of that name. Every JDK has MD5, SHA-1 and SHA-256 (class `MessageDigest`).
    static MessageDigest named(String jdkName) {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + jdkName, e);
        }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public Checksum finish() {
        return new Checksum(algorithm, digest.digest());
    }
}
