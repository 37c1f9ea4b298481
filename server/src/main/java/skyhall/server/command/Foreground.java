package skyhall.server.command;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import skyhall.server.part.Installation;

/// Runs a server in the foreground of a terminal or of a service manager, until SIGTERM or SIGINT.
final class Foreground {
    private Foreground() {}

    /// What is done once the server is ready.
    @FunctionalInterface
    interface WhenReady {
        /// The exit code with which to stop again, or empty to stay until a signal.
        OptionalInt run();
    }

    /// Starts the server; stops it when starting or `whenReady` fails.
    static int run(Installation installation, WhenReady whenReady) throws InterruptedException {
        Thread onSignal = new Thread(() -> stopAndEnd(installation), "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        OptionalInt exitCode = OptionalInt.of(0);
        try {
            installation.start();
            exitCode = whenReady.run();
        } finally {
            if (exitCode.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(onSignal);
                installation.close();
            }
        }
        if (exitCode.isEmpty()) {
            new CountDownLatch(1).await(); // until the hook ends the process
        }
        return exitCode.orElse(0);
    }

    /// Runs as the JVM's shutdown hook. It ends the process itself: a server that stopped cleanly on
    /// SIGTERM exits
    /// with 0, where the JVM would say 143.
    private static void stopAndEnd(Installation installation) {
        installation.close();
        Runtime.getRuntime().halt(0);
    }
}
