package skyhall.storage.form;

import java.io.IOException;
import java.io.InputStream;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The file of a form, held to the length that its policy allows: too much is refused as it comes, too little
/// at the end.
final class FileContent extends InputStream {
    private final InputStream content;
    private final LengthRange allowed;
    private long arrivedBytes;

    FileContent(InputStream content, LengthRange allowed) {
        this.content = content;
        this.allowed = allowed;
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
        if (arrivedBytes > allowed.mostBytes()) {
            throw new FaultException(
                    StorageFault.ENTITY_TOO_LARGE, "The policy allows " + allowed.mostBytes() + " bytes.");
        }
        if (count < 0 && arrivedBytes < allowed.leastBytes()) {
            throw new FaultException(
                    StorageFault.ENTITY_TOO_SMALL, "The policy asks for " + allowed.leastBytes() + " bytes.");
        }
        return count;
    }
}
