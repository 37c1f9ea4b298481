package skyhall.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.portal.PortalSettings;
import skyhall.server.Wiring;
import skyhall.server.demo.Demonstration;
import skyhall.server.log.Logging;
import skyhall.server.settings.ServerSettings;
import skyhall.storage.StorageSettings;

/// Runs a server with an organisation, keys, buckets and files in it, and says how to look at them.
///
/// Unless the environment says otherwise it keeps its data in `demo-data`, apart from those of
/// `run`, and its log off the terminal, in `demo-data/logs`.
@CommandLine.Command(
        name = "demo",
        description = "Runs a server with examples in it and says how to look at them.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int A_CLIENT_FAILED = 1;

    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private GlobalOptions options;

    @CommandLine.Option(
            names = "--check",
            description = "Runs the clients that the demonstration names, on free ports, compares, and stops again.")
    private boolean check;

    @CommandLine.Option(names = "--documents", description = "The project's folder, whose documents are shown.")
    private List<Path> documents = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings(environment(System.getenv(), check));
        Logging.setUp(settings, settings.get(ServerSettings.DATA_DIRECTORY));
        Wiring.Joined server = Wiring.join(settings);
        return Foreground.run(server.installation(), () -> show(settings, server));
    }

    private OptionalInt show(Settings settings, Wiring.Joined server) {
        Demonstration demonstration = Demonstration.prepare(
                server.platform().services().identity(),
                server.storage().storage(),
                new Demonstration.Place(
                        settings.get(ServerSettings.DATA_DIRECTORY).toAbsolutePath(),
                        server.portal().address(),
                        server.storage().address(),
                        settings.get(StorageSettings.REGION)),
                documents,
                InstantSource.system(),
                new SecureRandom());
        System.out.println(Banner.text(server.installation().banner()) + demonstration.text());
        if (!check) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(demonstration.check(System.out) ? 0 : A_CLIENT_FAILED);
    }

    /// The environment with what the demonstration would have otherwise.
    static Map<String, String> environment(Map<String, String> given, boolean check) {
        Map<String, String> environment = new HashMap<>(given);
        environment.putIfAbsent(
                ServerSettings.DATA_DIRECTORY.environmentName(),
                place(Path.of("demo-data").toAbsolutePath()).toString());
        environment.putIfAbsent(ServerSettings.LOG_CONSOLE.environmentName(), "off");
        if (check) {
            for (Setting<Integer> port :
                    List.of(ServerSettings.S3_PORT, PortalSettings.PORT, ServerSettings.MANAGEMENT_PORT)) {
                environment.putIfAbsent(port.environmentName(), "0");
            }
        }
        return environment;
    }

    /// Where the demonstration keeps its data. PostgreSQL does not run as root, and the user that it
    /// runs as instead cannot pass through a folder that is closed to others; then a folder of its
    /// own under `/var/tmp` is taken.
    static Path place(Path wished) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return !root || isOpenToOthers(wished.getParent())
                ? wished
                : Path.of("/var/tmp/skyhall-demo-" + Integer.toHexString(wished.hashCode()));
    }

    private static boolean isOpenToOthers(@Nullable Path folder) {
        try {
            for (Path each = folder; each != null; each = each.getParent()) {
                if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
