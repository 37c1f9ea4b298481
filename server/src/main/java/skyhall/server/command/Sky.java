package skyhall.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.fault.Blame;
import skyhall.platform.fault.FaultException;

/// The command line of the server. A feature's command is one more line in [#COMMANDS].
@CommandLine.Command(
        name = "sky",
        description = "The cloud a city can own.",
        mixinStandardHelpOptions = true,
        version = "Skyhall " + Sky.VERSION)
public final class Sky implements Runnable {
    static final int OPERATORS_MOVE = 3;

    static final String VERSION = "0.1.0";

    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            DemoCommand.class,
            ConfigCommand.class,
            OrgCommand.class,
            UserCommand.class,
            KeyCommand.class,
            TokenCommand.class,
            RecoverCommand.class,
            SecretCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            WebhookCommand.class,
            JobCommand.class,
            DocsCommand.class);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandLine.Model.CommandSpec spec;

    /// The whole command line, ready to execute.
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    /// As [#commandLine()], with another environment to read settings from.
    public static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new Sky(), new WithEnvironment(environment));
        COMMANDS.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, _) -> {
            PrintWriter err = command.getErr();
            if (exception instanceof CommandLine.ParameterException wrong) {
                err.println(wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (exception instanceof FaultException fault) {
                err.println(fault.getMessage() + " " + fault.fault().remedy());
                return fault.fault().blame() == Blame.CALLER ? CommandLine.ExitCode.USAGE : OPERATORS_MOVE;
            }
            exception.printStackTrace(err);
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /// What a command says that was given without a word of its own.
    static void usage(CommandLine.Model.@Nullable CommandSpec spec) {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
