package skyhall.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import skyhall.platform.settings.Settings;
import skyhall.server.Wiring;
import skyhall.server.catalogue.Catalogue;
import skyhall.server.part.Installation;

/// The whole server in this process, over a data directory of its own, with an organisation and one
/// person in it.
final class RunningHouse implements AutoCloseable {
    static final String PERSON = "lin";
    static final String PASSWORD = "quiet harbour morning";

    private static final String BOOTSTRAP = """
            {"organisations": [{"name": "harbour", "displayName": "Harbour City", "people": [{
              "name": "%s", "displayName": "Lin Yue", "email": "lin@example.com",
              "initialPassword": "%s", "roles": ["administrator"]}]}]}
            """;

    private final Installation installation;
    private final int portalPort;

    private RunningHouse(Installation installation, int portalPort) {
        this.installation = installation;
        this.portalPort = portalPort;
    }

    /// @param folder an empty directory
    static RunningHouse start(Path folder) throws IOException {
        // Another user than ours owns the database when the tests run as root, and must reach its files.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path bootstrap = Files.writeString(folder.resolve("bootstrap.json"), BOOTSTRAP.formatted(PERSON, PASSWORD));
        int port = freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "SKYHALL_DATA_DIRECTORY", folder.resolve("data").toString(),
                "SKYHALL_IDENTITY_BOOTSTRAP_FILE", bootstrap.toString(),
                "SKYHALL_PORTAL_PORT", Integer.toString(port),
                "SKYHALL_S3_PORT", "0",
                "SKYHALL_MANAGEMENT_PORT", "0"));
        Settings settings = Settings.load(folder.resolve("none.conf"), environment, Catalogue.settings());
        Installation installation = Wiring.installation(settings);
        installation.start();
        return new RunningHouse(installation, port);
    }

    String address() {
        return "http://127.0.0.1:" + portalPort;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
