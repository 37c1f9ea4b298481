package skyhall.server.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A socket on which a test says exactly what it wants, byte by byte.
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    Wire say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// All that comes until the server closes; what came before a reset counts.
    String hear() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (int count = read(piece); count >= 0; count = read(piece)) {
                heard.write(piece, 0, count);
            }
        } catch (SocketException e) {
            // A server that refuses a body it did not read may reset the line after its answer.
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    private int read(byte[] piece) throws IOException {
        return socket.getInputStream().read(piece);
    }

    /// Asks once and reads to the end.
    static String ask(int port, String text) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.say(text).hear();
        }
    }

    /// The head of a signed request, up to the empty line; `more` are whole lines.
    static String head(SignedClient client, String method, String target, String more) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        Map<String, String> headers = client.headers(method, target);
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text + more + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
