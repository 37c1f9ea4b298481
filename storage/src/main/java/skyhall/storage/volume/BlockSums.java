package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The checksums of a blob while it is written, and the form of the file that holds them.
///
/// All numbers are big-endian, all checksums CRC-32C (RFC 3720, appendix B.4).
/// ```
/// header   8 bytes  "SKYSUMS1" (the last character is the version)
///         16        blob id
///          8        length of the blob in bytes
///          4        block size in bytes
///          4        checksum of the 36 bytes before
/// pages            each: up to 1024 block checksums of 4 bytes, then 4 bytes checksum of the page's number and these
/// ```
/// A page covers 64 MiB at a block size of 64 KiB, and has a checksum of its own so that a reader of a few bytes in
/// a large blob need not read, nor keep, the checksums of all of it.
final class BlockSums {
    static final long MAGIC = 0x534B_5953_554D_5331L;
    static final int HEADER_BYTES = 40;
    static final int PAGE_BLOCKS = 1024;
    static final int SUM_BYTES = 4;
    static final int FULL_PAGE_BYTES = (PAGE_BLOCKS + 1) * SUM_BYTES;

    private int[] sums = new int[8];
    private int count;

    void add(int sum) {
        if (count == sums.length) {
            sums = Arrays.copyOf(sums, count * 2);
        }
        sums[count++] = sum;
    }

    /// The whole file.
    ByteBuffer encode(BlobId id, long lengthBytes, int blockBytes) {
        ByteBuffer out = ByteBuffer.allocate((int) fileBytes(count));
        out.putLong(MAGIC);
        putId(out, id).putLong(lengthBytes).putInt(blockBytes);
        out.putInt(crc(out.array(), 0, HEADER_BYTES - SUM_BYTES));
        for (int first = 0; first < count; first += PAGE_BLOCKS) {
            int start = out.position();
            int last = Math.min(count, first + PAGE_BLOCKS);
            for (int block = first; block < last; block++) {
                out.putInt(sums[block]);
            }
            out.putInt(pageSum(first / PAGE_BLOCKS, out.array(), start, (last - first) * SUM_BYTES));
        }
        return out.flip();
    }

    static ByteBuffer putId(ByteBuffer out, BlobId id) {
        return out.putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits());
    }

    static long blocks(long lengthBytes, int blockBytes) {
        return (lengthBytes + blockBytes - 1) / blockBytes;
    }

    static long fileBytes(long blocks) {
        return HEADER_BYTES + (blocks + (blocks + PAGE_BLOCKS - 1) / PAGE_BLOCKS) * SUM_BYTES;
    }

    /// The page's number is part of its checksum, so that pages cannot change places unseen.
    static int pageSum(long page, byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, page));
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
