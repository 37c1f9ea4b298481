package skyhall.storage.object;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Opened content as a stream that is pulled. Holds one portion.
final class ContentStream extends InputStream {
    private static final int PORTION_BYTES = 256 * 1024;

    private final ContentReader.Opened opened;
    private final long end;
    private long position;
    private ByteArrayInputStream portion = new ByteArrayInputStream(new byte[0]);

    ContentStream(ContentReader.Opened opened, long position, long length) {
        this.opened = opened;
        this.position = position;
        this.end = position + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (portion.available() == 0) {
            if (position == end) {
                return -1;
            }
            int next = (int) Math.min(PORTION_BYTES, end - position);
            ByteArrayOutputStream filled = new ByteArrayOutputStream(next);
            opened.writeTo(filled, position, next);
            position += next;
            portion = new ByteArrayInputStream(filled.toByteArray());
        }
        return portion.read(bytes, offset, length);
    }
}
