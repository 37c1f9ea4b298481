package skyhall.storage.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Lines and blocks from one stream, through a small buffer that large blocks go around.
final class LineInput {
    /// A chunk line with its signature has about 100 characters, a trailer fewer than 200.
    static final int LONGEST_LINE_BYTES = 2048;

    private static final int BUFFER_BYTES = 8192;

    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int filled;

    LineInput(InputStream input) {
        this.input = input;
    }

    /// A line without its end (LF or CR LF), one character per byte.
    String line() throws IOException {
        String line = lineOrEnd();
        if (line == null) {
            throw endedEarly();
        }
        return line;
    }

    /// A line, or null when nothing is left. What stands unended before the end is a line too.
    @Nullable
    String lineOrEnd() throws IOException {
        byte[] line = new byte[LONGEST_LINE_BYTES];
        for (int length = 0; length < LONGEST_LINE_BYTES; length++) {
            int next = next();
            if (next < 0 && length == 0) {
                return null;
            }
            if (next < 0 || next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            line[length] = (byte) next;
        }
        throw new FaultException(
                StorageFault.INVALID_REQUEST, "A line of the chunked body is longer than " + LONGEST_LINE_BYTES + ".");
    }

    /// The next byte, or -1 at the end.
    int next() throws IOException {
        if (at == filled) {
            filled = Math.max(0, input.read(buffer, 0, BUFFER_BYTES));
            at = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    /// At least one byte.
    int block(byte[] bytes, int offset, int length) throws IOException {
        int count;
        if (at < filled) {
            count = Math.min(length, filled - at);
            System.arraycopy(buffer, at, bytes, offset, count);
            at += count;
        } else {
            count = input.read(bytes, offset, length);
        }
        if (count < 0) {
            throw endedEarly();
        }
        return count;
    }

    void close() throws IOException {
        input.close();
    }

    static FaultException endedEarly() {
        return new FaultException(StorageFault.INCOMPLETE_BODY, "The chunked body ended before its final chunk.");
    }
}
