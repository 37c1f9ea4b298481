package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a blob by positional reads, never through a memory map: a file that was truncated behind our back would then
/// stop the whole process instead of one request.
final class DiskReader implements BlobReader {
    private final BlobId id;
    private final Disk.DiskFile data;
    private final SumsReader sums;
    private final long sizeBytes;
    private final int blockBytes;
    private byte @Nullable [] block;
    private long blockHeld = -1;
    private boolean closed;

    DiskReader(BlobId id, Disk.DiskFile data, SumsReader sums) throws DiskTrouble {
        this.id = id;
        this.data = data;
        this.sums = sums;
        this.sizeBytes = sums.lengthBytes();
        this.blockBytes = sums.blockBytes();
        if (data.sizeBytes() != sizeBytes) {
            throw new BlobDamaged(
                    id,
                    BlobDamaged.WHOLE,
                    0,
                    "the file has " + data.sizeBytes() + " bytes, " + sizeBytes + " were sealed");
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public int blockBytes() {
        return blockBytes;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (closed || position < 0) {
            throw new IllegalStateException(closed ? "closed" : "position " + position);
        }
        if (position >= sizeBytes) {
            return -1;
        }
        try {
            return length == 0 ? 0 : readInside(position, into, offset, length);
        } catch (DiskTrouble e) {
            throw e.refusal();
        }
    }

    private int readInside(long position, byte[] into, int offset, int length) throws DiskTrouble {
        long number = position / blockBytes;
        int inBlock = (int) (position % blockBytes);
        int blockLength = lengthOf(number);
        if (inBlock == 0 && length >= blockLength && number != blockHeld) {
            fetch(number, into, offset, blockLength);
            return blockLength;
        }
        byte[] held = hold(number);
        int count = Math.min(length, blockLength - inBlock);
        System.arraycopy(held, inBlock, into, offset, count);
        return count;
    }

    private byte[] hold(long number) throws DiskTrouble {
        if (block == null) {
            block = new byte[(int) Math.min(blockBytes, sizeBytes)];
        }
        if (blockHeld != number) {
            blockHeld = -1;
            fetch(number, block, 0, lengthOf(number));
            blockHeld = number;
        }
        return block;
    }

    private void fetch(long number, byte[] into, int offset, int length) throws DiskTrouble {
        int read = data.read(number * blockBytes, ByteBuffer.wrap(into, offset, length));
        if (read < length || BlockSums.crc(into, offset, length) != sums.sum(number)) {
            Arrays.fill(into, offset, offset + length, (byte) 0);
            String why = read < length ? "the file ends too early" : "its bytes do not match their checksum";
            throw new BlobDamaged(id, number, number * blockBytes, why);
        }
    }

    private int lengthOf(long number) {
        return (int) Math.min(blockBytes, sizeBytes - number * blockBytes);
    }

    @Override
    public void close() {
        closed = true;
        block = null;
        data.close();
        sums.close();
    }
}
