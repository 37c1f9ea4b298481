package skyhall.storage.volume;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The name of a blob: 128 bits, random and never derived from a key, so that neither a key's characters nor its
/// length ever reaches the file system. Ordered as its text is.
public record BlobId(UUID value) implements Comparable<BlobId> {
    private static final int DIGITS = 32;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /// A fresh id on a shelf: the first 16 bits are the shelf, which many blobs share; 106 further bits are random.
    /// The form is that of RFC 9562, version 8 (layout chosen by the application).
    static BlobId fresh(int shelf, RandomGenerator random) {
        long high = (random.nextLong() >>> 16) | ((long) shelf << 48);
        long low = random.nextLong();
        return new BlobId(new UUID((high & ~VERSION_MASK) | VERSION_8, (low & ~VARIANT_MASK) | VARIANT));
    }

    /// The id whose text this is, or empty when it is not 32 lower-case hex digits.
    public static Optional<BlobId> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(BlobId::isLowerHex)) {
            return Optional.empty();
        }
        long high = HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2);
        long low = HexFormat.fromHexDigitsToLong(text, DIGITS / 2, DIGITS);
        return Optional.of(new BlobId(new UUID(high, low)));
    }

    /// 32 lower-case hex digits.
    public String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(value.getMostSignificantBits()) + hex.toHexDigits(value.getLeastSignificantBits());
    }

    /// By unsigned value, which is the order of the texts and of PostgreSQL's `uuid`.
    @Override
    public int compareTo(BlobId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return text();
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
