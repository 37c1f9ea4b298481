import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Prints a port that nobody listens on at this moment.
final class FreePort {
    void main() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(socket.getLocalPort());
        }
    }
}
