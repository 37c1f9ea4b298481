package skyhall.storage.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real connector with a limit of 100,000 bytes a second, and clients of many tempers on plain sockets.
@Tag("slow")
final class PaceLimitTest {
    private static final int RATE = 100_000;
    private static final int LARGE = 64 * 1024 * 1024;

    private S3Server server;

    @BeforeEach
    void start() {
        start(RATE);
    }

    private void start(int bytesPerSecond) {
        S3Server.Limits limits = new S3Server.Limits(100, Duration.ofSeconds(30), bytesPerSecond, 32 * 1024);
        server = new S3Server(new Echo(), InetAddress.getLoopbackAddress(), 0, Optional.empty(), limits);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// PUT counts what comes; GET sends 64 MiB.
    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getMethod().equals("PUT")) {
                long count = Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
                Content.Sink.write(response, true, Long.toString(count), callback);
                return true;
            }
            byte[] block = new byte[64 * 1024];
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                for (int sent = 0; sent < LARGE; sent += block.length) {
                    out.write(block);
                }
            }
            callback.succeeded();
            return true;
        }
    }

    @Test
    void fastClientsAreServedHoweverMuchWentBefore() throws Exception {
        for (int i = 0; i < 160; i++) {
            assertThat(taken(LARGE)).as("answer %d", i).isGreaterThan(LARGE);
        }
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws Exception {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(head("PUT", "Content-Length: 1000000\r\n"));
            long begun = System.nanoTime();
            String answer = "";
            for (int i = 0; i < 200 && answer.isEmpty(); i++) {
                try {
                    socket.getOutputStream().write(new byte[100]);
                } catch (IOException e) {
                    answer = "cut off";
                }
                answer = socket.getInputStream().available() > 0 ? "an answer" : answer;
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(answer).isNotEmpty();
            assertThat(System.nanoTime() - begun).isBetween(PaceLimit.GRACE_NANOS - 500_000_000L, 15_000_000_000L);
        }
    }

    /// What the system keeps for the client on its way counts as taken; so the rate is high here, and the client, when
    /// it wakes up, finds that rest and then the end.
    @Test
    void anAnswerThatIsTakenByTheDropIsCutOff() throws Exception {
        stop();
        start(100 * RATE);
        try (Socket socket = socket()) {
            socket.getOutputStream().write(head("GET", ""));
            byte[] drop = new byte[1000];
            long count = 0;
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 2 * PaceLimit.GRACE_NANOS) {
                count += Math.max(0, socket.getInputStream().read(drop));
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(count + rest(socket)).isLessThan(LARGE);
        }
    }

    private static long rest(Socket socket) {
        long count = 0;
        try {
            byte[] block = new byte[64 * 1024];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(block)) {
                count += read;
            }
        } catch (SocketException reset) {
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    @Test
    void aBodyAtTheRateIsTakenAlthoughItLastsLongerThanTheGrace() throws Exception {
        try (Socket socket = socket()) {
            int steps = 80;
            int step = RATE / 5;
            socket.getOutputStream().write(head("PUT", "Content-Length: " + steps * step + "\r\n"));
            for (int i = 0; i < steps; i++) {
                socket.getOutputStream().write(new byte[step]);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            byte[] answer = new byte[1000];
            int length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII)).endsWith("\r\n" + steps * step);
        }
    }

    private long taken(long most) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(head("GET", "Connection: close\r\n"));
            ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
            long count = 0;
            int read = 0;
            while (read >= 0 && count <= 2 * most) {
                count += read;
                read = socket.getInputStream().read(buffer.array());
            }
            return count;
        }
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] head(String method, String more) {
        return (method + " /x HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
