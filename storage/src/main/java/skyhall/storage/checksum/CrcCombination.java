package skyhall.storage.checksum;

/// The CRC of two pieces from the CRCs of each: `crc(A B) = crc(A) x^(8 |B|) + crc(B)` modulo the polynomial.
///
/// It holds for CRCs whose register starts as ones and is inverted at the end, since both ones cancel.
/// Polynomials are reflected: of a CRC of `w` bits, bit `w - 1` is the coefficient of `x^0`. Source: M. Adler,
/// `crc32_combine` in zlib. Time: logarithmic in the length of B.
final class CrcCombination {
    private static final long CRC32_POLYNOMIAL = 0xEDB8_8320L;
    private static final long CRC32C_POLYNOMIAL = 0x82F6_3B78L;

    private final long polynomial;
    private final long one;

    private CrcCombination(long polynomial, int widthBits) {
        this.polynomial = polynomial;
        this.one = 1L << (widthBits - 1);
    }

    static CrcCombination of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(CRC32_POLYNOMIAL, 32);
            case CRC32C -> new CrcCombination(CRC32C_POLYNOMIAL, 32);
            case CRC64NVME -> new CrcCombination(RunningCrc64.POLYNOMIAL, 64);
            case SHA1, SHA256 -> throw new IllegalArgumentException("no combination for " + algorithm);
        };
    }

    long combine(long first, long second, long secondLengthBytes) {
        return times(first, power(secondLengthBytes)) ^ second;
    }

    /// `x^(8 n)` modulo the polynomial, by squaring.
    private long power(long n) {
        long result = one;
        long square = one >>> 8;
        for (long left = n; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    /// The product of two polynomials modulo the polynomial.
    private long times(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = one; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }
}
