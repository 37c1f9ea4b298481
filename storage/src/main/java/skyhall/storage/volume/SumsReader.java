package skyhall.storage.volume;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads the checksums of one sealed blob, page by page; keeps the last page.
final class SumsReader implements AutoCloseable {
    private final BlobId id;
    private final Disk.DiskFile file;
    private final long lengthBytes;
    private final int blockBytes;
    private final long blocks;
    private long pageHeld = -1;
    private byte @Nullable [] page;

    /// @throws BlobDamaged when the file is not what [BlockSums] wrote for this blob
    SumsReader(BlobId id, Disk.DiskFile file) throws DiskTrouble {
        this.id = id;
        this.file = file;
        ByteBuffer header = ByteBuffer.allocate(BlockSums.HEADER_BYTES);
        int read = file.read(0, header);
        header.flip();
        if (read < BlockSums.HEADER_BYTES
                || header.getInt(36) != BlockSums.crc(header.array(), 0, 36)
                || header.getLong(0) != BlockSums.MAGIC) {
            throw damaged("the header of its checksums is not intact");
        }
        if (header.getLong(8) != id.value().getMostSignificantBits()
                || header.getLong(16) != id.value().getLeastSignificantBits()) {
            throw damaged("the checksums beside it belong to another blob");
        }
        this.lengthBytes = header.getLong(24);
        this.blockBytes = header.getInt(32);
        this.blocks = BlockSums.blocks(lengthBytes, blockBytes);
        if (file.sizeBytes() != BlockSums.fileBytes(blocks)) {
            throw damaged("its file of checksums has the wrong length");
        }
    }

    long lengthBytes() {
        return lengthBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    /// The checksum of a block inside the blob.
    int sum(long block) throws DiskTrouble {
        byte[] held = page(block / BlockSums.PAGE_BLOCKS);
        return ByteBuffer.wrap(held).getInt((int) (block % BlockSums.PAGE_BLOCKS) * BlockSums.SUM_BYTES);
    }

    private byte[] page(long number) throws DiskTrouble {
        if (page != null && pageHeld == number) {
            return page;
        }
        int sums = (int) Math.min(BlockSums.PAGE_BLOCKS, blocks - number * BlockSums.PAGE_BLOCKS);
        int sumsBytes = sums * BlockSums.SUM_BYTES;
        ByteBuffer read = ByteBuffer.allocate(sumsBytes + BlockSums.SUM_BYTES);
        int got = file.read(BlockSums.HEADER_BYTES + number * BlockSums.FULL_PAGE_BYTES, read);
        if (got < read.capacity() || read.getInt(sumsBytes) != BlockSums.pageSum(number, read.array(), 0, sumsBytes)) {
            throw damaged("page " + number + " of its checksums is not intact");
        }
        pageHeld = number;
        page = read.array();
        return read.array();
    }

    private BlobDamaged damaged(String why) {
        return new BlobDamaged(id, BlobDamaged.WHOLE, 0, why);
    }

    @Override
    public void close() {
        file.close();
    }
}
