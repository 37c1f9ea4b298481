package skyhall.storage.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Cuts a `multipart/form-data` body (RFC 7578) into its parts as it arrives, in one buffer of fixed size. For
/// one thread.
///
/// The delimiter is CR LF, two dashes and the boundary. Its first byte occurs nowhere else in it, so a search
/// never has to go back. The body is read as if a CR LF stood before it, so that a first delimiter at its very
/// start is like any other and whatever precedes it is a part without meaning.
public final class MultipartReader {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int MOST_HEADER_LINES = 16;
    private static final int LONGEST_LINE_BYTES = 4096;

    private final InputStream input;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int filled;

    /// Where the bytes end that surely belong to the part at hand.
    private int safeEnd;

    /// Whether a whole delimiter stands at `safeEnd`.
    private boolean delimiterThere;

    private boolean inPart = true;
    private boolean inputEnded;
    private @Nullable PartHeaders headers;

    /// Begins to read a body.
    ///
    /// @param contentType the request's `Content-Type`, which names the boundary
    /// @throws FaultException when it names none
    public static MultipartReader open(InputStream input, String contentType) {
        return new MultipartReader(input, Boundary.of(contentType));
    }

    MultipartReader(InputStream input, String boundary) {
        this.input = input;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r';
        buffer[1] = '\n';
        filled = 2;
    }

    /// Goes to the next part, past what was not read of the one at hand.
    ///
    /// @return whether there is one; [#headers] and [#content] are then its own
    public boolean next() throws IOException {
        long skipped = content().transferTo(OutputStream.nullOutputStream());
        if (headers == null && skipped > LONGEST_LINE_BYTES) {
            throw malformed("Too much stands before the first boundary.");
        }
        String rest = line();
        if (rest.startsWith("--")) {
            return false;
        }
        if (!rest.isBlank()) {
            throw malformed("Something follows a boundary on its line.");
        }
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (lines.size() == MOST_HEADER_LINES) {
                throw malformed("A part of the form has too many headers.");
            }
            lines.add(line);
        }
        headers = PartHeaders.of(lines);
        inPart = true;
        scan();
        return true;
    }

    /// What stands above the part at hand.
    public PartHeaders headers() {
        return Objects.requireNonNull(headers, "no part yet");
    }

    /// The bytes of the part at hand up to its delimiter.
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return readContent(bytes, offset, length);
            }
        };
    }

    private int readContent(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (inPart && at == safeEnd) {
            if (delimiterThere) {
                at += delimiter.length;
                inPart = false;
            } else if (fill()) {
                scan();
            } else {
                throw malformed("The form ends before its last boundary.");
            }
        }
        if (!inPart) {
            return -1;
        }
        int count = Math.min(length, safeEnd - at);
        System.arraycopy(buffer, at, bytes, offset, count);
        at += count;
        return count;
    }

    /// Finds the first delimiter at or after `at`, or the first place where one may begin.
    private void scan() {
        for (int i = at; i < filled; i++) {
            if (buffer[i] == '\r') {
                int matched = matched(i);
                if (matched == delimiter.length || i + matched == filled) {
                    safeEnd = i;
                    delimiterThere = matched == delimiter.length;
                    return;
                }
            }
        }
        safeEnd = filled;
        delimiterThere = false;
    }

    private int matched(int start) {
        int most = Math.min(delimiter.length, filled - start);
        int count = 0;
        while (count < most && buffer[start + count] == delimiter[count]) {
            count++;
        }
        return count;
    }

    /// Moves what is left to the front and reads on.
    ///
    /// @return whether anything came
    private boolean fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        int count = inputEnded ? -1 : input.read(buffer, filled, BUFFER_BYTES - filled);
        inputEnded = count < 0;
        filled += Math.max(0, count);
        return !inputEnded;
    }

    /// A line without its CR LF; the end of the body ends it too.
    private String line() throws IOException {
        int length = 0;
        while (at + length < filled || fill()) {
            if (length > LONGEST_LINE_BYTES) {
                throw malformed("A line of the form is longer than " + LONGEST_LINE_BYTES + ".");
            }
            if (buffer[at + length] == '\n') {
                return taken(length, 1);
            }
            length++;
        }
        return taken(length, 0);
    }

    private String taken(int length, int endBytes) {
        int end = length > 0 && buffer[at + length - 1] == '\r' ? length - 1 : length;
        String line = new String(buffer, at, end, StandardCharsets.ISO_8859_1);
        at += length + endBytes;
        return line;
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.MALFORMED_POST, detail);
    }
}
