package skyhall.platform.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver of webhooks on a real socket that behaves as badly as a test wants.
final class Receiver implements AutoCloseable {
    /// What it does with a call after reading it.
    interface Manners {
        void answer(Call call, Socket socket) throws Exception;
    }

    record Call(String requestLine, Map<String, String> headers, String body) {}

    private final ServerSocket server;
    private volatile Manners manners;
    final List<Call> calls = new CopyOnWriteArrayList<>();

    Receiver(ServerSocket server, Manners manners) {
        this.server = server;
        this.manners = manners;
        Thread.ofVirtual().start(this::accept);
    }

    static Receiver plain(Manners manners) throws IOException {
        return new Receiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manners);
    }

    static Manners status(int status, String... headers) {
        return (_, socket) -> socket.getOutputStream()
                .write(("HTTP/1.1 " + status + " X\r\n" + String.join("\r\n", headers)
                                + (headers.length == 0 ? "" : "\r\n") + "Content-Length: 5\r\n\r\nhello")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    void behave(Manners better) {
        manners = better;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Call call = read(socket.getInputStream());
            calls.add(call);
            manners.answer(call, socket);
        } catch (Exception e) {
            // The caller hung up, as some tests want.
            assert e != null;
        }
    }

    private static Call read(InputStream in) throws IOException {
        String requestLine = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Call(requestLine, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new IOException("hung up");
            }
            line.write(sign);
        }
        return line.toString(StandardCharsets.UTF_8).trim();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
