package skyhall.server.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import skyhall.platform.backup.Backup;

/// Keeps a whole installation in one file. The server must be stopped.
@CommandLine.Command(
        name = "backup",
        description = "Writes the stopped installation into a new file, or verifies such a file.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Console console;

    @CommandLine.Parameters(paramLabel = "FILE", description = "The backup; it holds secrets, so keep it safe.")
    private Path file = Path.of("");

    @CommandLine.Option(names = "--verify", description = "Reads the file and compares every byte with its manifest.")
    private boolean verify;

    @Override
    public Integer call() {
        Backup backup = new Backup(InstantSource.system(), Sky.VERSION);
        BackupReport report = new BackupReport(console);
        return report.say(
                verify
                        ? backup.verify(file, report.progress())
                        : backup.write(Console.directory(console.settings()), file, report.progress()));
    }
}
