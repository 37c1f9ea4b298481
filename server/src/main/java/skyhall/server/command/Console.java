package skyhall.server.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.database.DataDirectoryLock;
import skyhall.platform.database.DatabaseSettings;
import skyhall.platform.database.DatabaseSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;
import skyhall.server.fault.ServerFault;
import skyhall.server.part.DatabasePart;
import skyhall.server.part.Services;
import skyhall.server.settings.ServerSettings;

/// What every command on an installation needs: its settings, its services, and a way to print.
///
/// Where a server runs on the data directory the command works on that server's database; where none
/// runs and the
/// database is embedded, the command starts it for as long as it takes. It makes no installation: a
/// wrong directory
/// is refused.
final class Console {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private GlobalOptions options;

    @CommandLine.Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.@Nullable CommandSpec spec;

    Settings settings() {
        return options.settings();
    }

    static Path directory(Settings settings) {
        return settings.get(ServerSettings.DATA_DIRECTORY).toAbsolutePath().normalize();
    }

    /// Does `work` on the installation's services, and closes what it opened.
    <T> T with(Function<Services, T> work) {
        Settings settings = settings();
        Path directory = directory(settings);
        boolean external = !settings.get(DatabaseSettings.URL).isEmpty();
        if (!Files.isDirectory(directory) || !(external || DatabaseSource.isEmbeddedIn(directory))) {
            throw new FaultException(ServerFault.NO_INSTALLATION, "It is " + directory + ".");
        }
        Optional<DataDirectoryLock> lock = external ? Optional.empty() : lock(directory);
        try (DatabaseSource source = lock.isPresent()
                ? DatabaseSource.open(settings, lock.get(), _ -> {})
                : DatabaseSource.attach(settings, directory)) {
            if (lock.isPresent()) {
                DatabasePart.MODULES.forEach(source.database()::migrate);
            }
            return work.apply(
                    Services.over(settings, directory, source.database(), InstantSource.system(), new SecureRandom()));
        } finally {
            lock.ifPresent(DataDirectoryLock::close);
        }
    }

    /// Empty when a server holds it.
    private static Optional<DataDirectoryLock> lock(Path directory) {
        try {
            return Optional.of(DataDirectoryLock.acquire(directory));
        } catch (FaultException e) {
            if (e.fault() == PlatformFault.DATA_DIRECTORY_IN_USE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Does `work` and prints the one thing that it gives.
    int one(Function<Services, ? extends Record> work) {
        return show(with(work::apply));
    }

    /// Does `work` and prints the list that it gives.
    int many(Function<Services, List<? extends Record>> work) {
        return show(with(work));
    }

    int show(Record one) {
        out().print(json ? Printed.json(one) : Printed.lines(one));
        out().flush();
        return 0;
    }

    int show(List<? extends Record> all) {
        out().print(json ? Printed.json(all) : Printed.table(all));
        out().flush();
        return 0;
    }

    /// Says something to a person; silent where JSON is wanted.
    void say(String sentence) {
        if (!json) {
            out().println(sentence);
        }
    }

    PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /// For words that only the installation can judge.
    CommandLine.ParameterException wrongWords(String sentence) {
        return new CommandLine.ParameterException(spec().commandLine(), sentence);
    }

    private CommandLine.Model.CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it before the command runs");
    }
}
