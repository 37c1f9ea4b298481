package skyhall.storage.checksum;

import java.nio.ByteBuffer;

/// CRC-32 and CRC-32C: the JDK has both as processor instructions.
final class RunningCrc32 implements RunningChecksum {
    private final ChecksumAlgorithm algorithm;
    private final java.util.zip.Checksum sum;

    RunningCrc32(ChecksumAlgorithm algorithm, java.util.zip.Checksum sum) {
        this.algorithm = algorithm;
        this.sum = sum;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        sum.update(bytes, offset, length);
    }

    @Override
    public Checksum finish() {
        return new Checksum(
                algorithm, ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
