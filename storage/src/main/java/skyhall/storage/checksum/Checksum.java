package skyhall.storage.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A checksum of some bytes by one algorithm. Numbers are big-endian, as S3 writes them.
public final class Checksum {
    private final ChecksumAlgorithm algorithm;
    private final byte[] bytes;

    /// @throws IllegalArgumentException when the length is not the algorithm's
    public Checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        if (bytes.length != algorithm.lengthBytes()) {
            throw new IllegalArgumentException(algorithm + " has no " + bytes.length + " bytes");
        }
        this.algorithm = algorithm;
        this.bytes = bytes.clone();
    }

    /// The checksum that a stranger wrote as Base64 (RFC 4648, section 4, with its padding); empty when it is
    /// not one of this algorithm, or not the one way of writing it.
    public static Optional<Checksum> parse(ChecksumAlgorithm algorithm, String base64) {
        return Base64Text.strict(base64, algorithm.lengthBytes()).map(bytes -> new Checksum(algorithm, bytes));
    }

    /// The checksum of `data`, all of it.
    public static Checksum of(ChecksumAlgorithm algorithm, byte[] data) {
        RunningChecksum running = algorithm.start();
        running.update(data, 0, data.length);
        return running.finish();
    }

    /// The checksum of two pieces in a row from those of each, without their bytes.
    ///
    /// @param secondLengthBytes how long the second piece is
    /// @throws IllegalArgumentException when the algorithms differ or cannot be combined
    ///     ([ChecksumAlgorithm#isCombinable])
    public static Checksum combine(Checksum first, Checksum second, long secondLengthBytes) {
        if (first.algorithm != second.algorithm || secondLengthBytes < 0) {
            throw new IllegalArgumentException(first + " and " + second + " over " + secondLengthBytes);
        }
        long crc = CrcCombination.of(first.algorithm).combine(first.number(), second.number(), secondLengthBytes);
        return ofNumber(first.algorithm, crc);
    }

    /// The checksum of no bytes at all; the neutral element of [#combine].
    public static Checksum ofNothing(ChecksumAlgorithm algorithm) {
        return algorithm.start().finish();
    }

    /// The composite checksum of a multipart object: the checksum of its parts' checksums, in the parts' order.
    ///
    /// @throws IllegalArgumentException when there is no part or the algorithms differ
    public static CompositeChecksum composite(List<Checksum> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no parts");
        }
        ChecksumAlgorithm algorithm = parts.getFirst().algorithm;
        RunningChecksum running = algorithm.start();
        for (Checksum part : parts) {
            if (part.algorithm != algorithm) {
                throw new IllegalArgumentException(part + " among parts by " + algorithm);
            }
            running.update(part.bytes, 0, part.bytes.length);
        }
        return new CompositeChecksum(running.finish(), parts.size());
    }

    public ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    /// A copy of the value.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The value in Base64, as it stands in headers and documents.
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private long number() {
        return bytes.length == 4
                ? Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt())
                : ByteBuffer.wrap(bytes).getLong();
    }

    private static Checksum ofNumber(ChecksumAlgorithm algorithm, long number) {
        byte[] all = ByteBuffer.allocate(8).putLong(number).array();
        return new Checksum(algorithm, Arrays.copyOfRange(all, 8 - algorithm.lengthBytes(), 8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum that
                && algorithm == that.algorithm
                && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * algorithm.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return algorithm + ":" + text();
    }
}
