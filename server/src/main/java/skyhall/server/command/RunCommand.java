package skyhall.server.command;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import skyhall.platform.settings.Settings;
import skyhall.server.Wiring;
import skyhall.server.log.Logging;
import skyhall.server.part.Installation;
import skyhall.server.settings.ServerSettings;

/// Runs the server until it is told to stop by SIGTERM or SIGINT.
@CommandLine.Command(name = "run", description = "Runs the server until SIGTERM.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private GlobalOptions options;

    @CommandLine.Option(
            names = "--exit-when-ready",
            description = "Stops again as soon as the server is ready; for checking settings and for training runs.")
    private boolean exitWhenReady;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        Logging.setUp(settings, settings.get(ServerSettings.DATA_DIRECTORY));
        Installation installation = Wiring.installation(settings);
        return Foreground.run(installation, () -> {
            System.out.println(Banner.text(installation.banner()));
            return exitWhenReady ? OptionalInt.of(0) : OptionalInt.empty();
        });
    }
}
