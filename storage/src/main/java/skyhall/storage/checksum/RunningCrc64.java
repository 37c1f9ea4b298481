package skyhall.storage.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/// CRC-64/NVME, sixteen bytes a step by sixteen tables (slicing, after M. E. Kounavis and F. L. Berry, *Novel
/// Table Lookup-Based Algorithms for High-Performance CRC Generation*, IEEE Transactions on Computers 57(11),
/// 2008).
///
/// The polynomial is that of the entry CRC-64/NVME in the catalogue of parametrised CRC algorithms
/// (reveng.sourceforge.io/crc-catalogue), here with its bits reflected; the register starts as ones and is inverted
/// at the end. `RunningCrc64Test` compares it with a bit-by-bit computation.
final class RunningCrc64 implements RunningChecksum {
    static final long POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;

    private static final int STEP_BYTES = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// `TABLES[256 * k + b]` is the effect of byte `b` after `k` more bytes have gone by. One flat array: one
    /// bounds check, and the whole (32 KiB) stays in the first-level cache.
    private static final long[] TABLES = tables();

    private long register = -1L;

    private static long[] tables() {
        long[] tables = new long[256 * STEP_BYTES];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            tables[b] = crc;
        }
        for (int i = 256; i < tables.length; i++) {
            long before = tables[i - 256];
            tables[i] = (before >>> 8) ^ tables[(int) (before & 0xFF)];
        }
        return tables;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int at = offset;
        int end = offset + length;
        long crc = register;
        for (; end - at >= STEP_BYTES; at += STEP_BYTES) {
            crc = step((long) LONGS.get(bytes, at) ^ crc, (long) LONGS.get(bytes, at + 8));
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLES[(int) ((crc ^ bytes[at]) & 0xFF)];
        }
        register = crc;
    }

    private static long step(long first, long second) {
        return eight(first, 15 * 256) ^ eight(second, 7 * 256);
    }

    /// The effect of eight bytes, the lowest of which looks into the table that starts at `top`.
    private static long eight(long word, int top) {
        long[] t = TABLES;
        return t[top + (int) (word & 0xFF)]
                ^ t[top - 256 + (int) ((word >>> 8) & 0xFF)]
                ^ t[top - 512 + (int) ((word >>> 16) & 0xFF)]
                ^ t[top - 768 + (int) ((word >>> 24) & 0xFF)]
                ^ t[top - 1024 + (int) ((word >>> 32) & 0xFF)]
                ^ t[top - 1280 + (int) ((word >>> 40) & 0xFF)]
                ^ t[top - 1536 + (int) ((word >>> 48) & 0xFF)]
                ^ t[top - 1792 + (int) (word >>> 56)];
    }

    @Override
    public Checksum finish() {
        return new Checksum(
                ChecksumAlgorithm.CRC64NVME,
                ByteBuffer.allocate(8).putLong(~register).array());
    }
}
