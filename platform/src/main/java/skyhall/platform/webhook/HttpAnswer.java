package skyhall.platform.webhook;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a receiver answered: the status and the first bytes. Reads no more than it needs from whoever may be there.
///
/// @param text up to [#MOST_BYTES] of the body (of its first chunk where it is chunked), as UTF-8
record HttpAnswer(int status, String text) {
    static final int MOST_BYTES = 1024;
    private static final int MOST_HEAD_BYTES = 16 * 1024;

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    static HttpAnswer read(InputStream in) throws IOException {
        int left = MOST_HEAD_BYTES;
        int status;
        long length = -1;
        boolean chunked = false;
        do {
            String line = line(in, left);
            left -= line.length() + 2;
            status = status(line);
            for (line = line(in, left); !line.isEmpty(); line = line(in, left)) {
                left -= line.length() + 2;
                String header = line.toLowerCase(Locale.ROOT).replace(" ", "");
                chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
                length = header.matches("content-length:\\d{1,15}") ? Long.parseLong(header.substring(15)) : length;
            }
        } while (status < 200);
        if (status == 204 || status == 304) {
            return new HttpAnswer(status, "");
        }
        long most = chunked ? Long.parseLong(line(in, 100).replaceAll("[^0-9a-fA-F].*", ""), 16) : length;
        return new HttpAnswer(status, body(in, most < 0 ? MOST_BYTES : (int) Math.min(most, MOST_BYTES)));
    }

    private static String body(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static String line(InputStream in, int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new EOFException("the connection ended in the middle of the answer");
            }
            if (line.length() >= most) {
                throw new IOException("the answer's head is too long");
            }
            line.append((char) sign);
        }
        return !line.isEmpty() && line.charAt(line.length() - 1) == '\r'
                ? line.substring(0, line.length() - 1)
                : line.toString();
    }
}
