package skyhall.server;

import skyhall.server.command.Sky;
import skyhall.server.log.Logging;

/// The main program: hands its words to the command line.
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Logging.quiet();
        int exitCode = Sky.commandLine().execute(words);
        System.exit(exitCode);
    }
}
