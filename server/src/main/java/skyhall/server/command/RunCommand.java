package skyhall.server.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        Thread onSignal = new Thread(() -> stopAndEnd(installation), "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        boolean stays = false;
        try {
            installation.start();
            System.out.println(Banner.text(installation.banner()));
            stays = !exitWhenReady;
        } finally {
            if (!stays) {
                Runtime.getRuntime().removeShutdownHook(onSignal);
                installation.close();
            }
        }
        if (stays) {
            new CountDownLatch(1).await(); // until the hook ends the process
        }
        return 0;
    }

    /// Runs as the JVM's shutdown hook. It ends the process itself: a server that stopped cleanly on SIGTERM exits
    /// with 0, where the JVM would say 143.
    private static void stopAndEnd(Installation installation) {
        installation.close();
        Runtime.getRuntime().halt(0);
    }
}
