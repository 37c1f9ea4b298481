package skyhall.server.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.backup.Backup;

/// Puts an installation back from a backup.
@CommandLine.Command(
        name = "restore",
        description = "Verifies a backup and puts it in place as the data directory, which must be absent or empty.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Console console;

    @CommandLine.Parameters(paramLabel = "FILE", description = "The backup; it holds secrets, so keep it safe.")
    private Path file = Path.of("");

    @CommandLine.Option(names = "--into", description = "The directory; else the data directory of the settings.")
    private @Nullable Path into;

    @Override
    public Integer call() {
        Backup backup = new Backup(InstantSource.system(), Sky.VERSION);
        BackupReport report = new BackupReport(console);
        Path target = into == null ? Console.directory(console.settings()) : into;
        return report.say(backup.restore(file, target, report.progress()));
    }
}
