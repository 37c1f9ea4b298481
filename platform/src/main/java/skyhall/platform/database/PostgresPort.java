package skyhall.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// The port of the embedded PostgreSQL: the wanted one, or a free one that stays the same as long as it stays free.
final class PostgresPort {
    private final int wanted;
    private volatile int current;

    PostgresPort(int wanted) {
        this.wanted = wanted;
        this.current = wanted;
    }

    /// The port for the next start.
    int choose() throws IOException {
        if (wanted == 0 && !isAvailable(current)) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                current = probe.getLocalPort();
            }
        }
        return current;
    }

    private static boolean isAvailable(int port) {
        if (port == 0) {
            return false;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether we may take any port.
    boolean isFree() {
        return wanted == 0;
    }

    int current() {
        return current;
    }
}
