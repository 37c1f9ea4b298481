package skyhall.server.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import skyhall.platform.fault.FaultException;

/// The command line of the server. A feature's command is one more line in [#COMMANDS].
@CommandLine.Command(
        name = "sky",
        description = "The cloud a city can own.",
        mixinStandardHelpOptions = true,
        version = "Skyhall 0.1.0")
public final class Sky implements Runnable {
    static final int OPERATORS_MOVE = 3;

    private static final List<Class<?>> COMMANDS =
            List.of(RunCommand.class, DemoCommand.class, ConfigCommand.class, DocsCommand.class);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandLine.Model.CommandSpec spec;

    /// The whole command line, ready to execute.
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Sky());
        COMMANDS.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, _) -> {
            PrintWriter err = command.getErr();
            if (exception instanceof FaultException fault) {
                err.println(fault.getMessage() + " " + fault.fault().remedy());
                return OPERATORS_MOVE;
            }
            exception.printStackTrace(err);
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
