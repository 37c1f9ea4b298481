package skyhall.platform.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One HTTP/1.1 POST over a connection of its own to the judged address. The name goes into SNI, the certificate's
/// check
/// and the Host header, never into a second look-up. The whole call, handshake included, ends at the deadline: a
/// watcher
/// closes the socket under whatever read or write then hangs.
final class HttpCall {
    private final SSLSocketFactory tls;
    private final Duration timeout;

    HttpCall(SSLSocketFactory tls, Duration timeout) {
        this.tls = tls;
        this.timeout = timeout;
    }

    /// @throws IOException with a message for the delivery log
    HttpAnswer post(Destination destination, Map<String, String> headers, byte[] body) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket(java.net.Proxy.NO_PROXY)) {
            Thread watcher = Thread.ofVirtual().start(() -> closeAt(deadline, socket));
            try {
                socket.connect(
                        new InetSocketAddress(destination.address(), destination.port()), (int) timeout.toMillis());
                return exchange(destination, socket, headers, body);
            } catch (IOException e) {
                throw System.nanoTime() >= deadline
                        ? new IOException("no answer within " + timeout.toMillis() + " ms", e)
                        : e;
            } finally {
                watcher.interrupt();
            }
        }
    }

    private static void closeAt(long deadline, Socket socket) {
        while (!Thread.currentThread().isInterrupted()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                close(socket);
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAnswer exchange(Destination destination, Socket plain, Map<String, String> headers, byte[] body)
            throws IOException {
        Socket socket = destination.isTls() ? secure(destination, plain) : plain;
        OutputStream out = socket.getOutputStream();
        out.write(head(destination, headers, body.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        return HttpAnswer.read(new BufferedInputStream(socket.getInputStream(), 2048));
    }

    private Socket secure(Destination destination, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, destination.url().getHost(), destination.port(), false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String head(Destination destination, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ")
                .append(destination.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(destination.hostHeader())
                .append("\r\nContent-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
