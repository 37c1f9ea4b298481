package skyhall.storage.console;

import java.io.IOException;
import java.io.InputStream;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// A file as it comes in, refused as soon as it is longer than allowed.
final class LimitedStream extends InputStream {
    private final InputStream content;
    private final long maxBytes;
    private long arrivedBytes;

    LimitedStream(InputStream content, long maxBytes) {
        this.content = content;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = content.read(bytes, offset, length);
        arrivedBytes += Math.max(0, count);
        if (arrivedBytes > maxBytes) {
            throw new FaultException(StorageFault.ENTITY_TOO_LARGE, "");
        }
        return count;
    }
}
