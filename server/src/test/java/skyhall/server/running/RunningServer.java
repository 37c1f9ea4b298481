package skyhall.server.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import skyhall.platform.database.TestAddress;
import skyhall.platform.settings.Settings;
import skyhall.server.Wiring;
import skyhall.server.catalogue.Catalogue;
import skyhall.server.part.Installation;

/// A whole server in this process, on free ports, over an external database of its own.
public final class RunningServer implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> environment;
    private final Installation installation;

    private RunningServer(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.installation =
                Wiring.installation(Settings.load(folder.resolve("none.conf"), environment, Catalogue.settings()));
    }

    public static RunningServer start(Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(TestAddress.fresh(folder));
        environment.put("SKYHALL_DATA_DIRECTORY", folder.resolve("data").toString());
        environment.put("SKYHALL_S3_PORT", "0");
        environment.put("SKYHALL_PORTAL_PORT", "0");
        environment.put("SKYHALL_MANAGEMENT_PORT", "0");
        environment.put("SKYHALL_SERVER_DRAIN_TIME", "2s");
        environment.put("SKYHALL_IDENTITY_PASSWORD_MEMORY_KIB", "17920");
        environment.putAll(more);
        RunningServer running = new RunningServer(folder, environment);
        running.installation.start();
        return running;
    }

    /// As a command of the same installation would read them.
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// What a service says of itself in the banner: `Console` or `S3 API`.
    public URI address(String service) {
        return installation.banner().stream()
                .filter(line -> line.startsWith(service + ": "))
                .map(line -> URI.create(line.substring(line.indexOf("http"))))
                .findFirst()
                .orElseThrow();
    }

    public int managementPort() {
        String line = installation.banner().stream()
                .filter(one -> one.startsWith("Health"))
                .findFirst()
                .orElseThrow();
        return URI.create(line.substring(line.indexOf("http"), line.indexOf("/health")))
                .getPort();
    }

    /// The first administrator's password, as an operator finds it.
    public String administratorsPassword() {
        try {
            return Files.readAllLines(folder.resolve("data/first-administrator.txt")).stream()
                    .map(String::trim)
                    .filter(line -> line.startsWith("password"))
                    .map(line -> line.substring("password".length()).trim())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
