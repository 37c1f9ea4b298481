package skyhall.server.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import skyhall.platform.settings.Settings;
import skyhall.server.catalogue.Catalogue;

/// Options of every command: where the settings are.
final class GlobalOptions {
    @CommandLine.Option(
            names = {"-c", "--config"},
            description = "The settings file; else SKYHALL_CONFIG, else skyhall.conf in the current directory.")
    private @Nullable Path file;

    private Map<String, String> environment = System.getenv();

    void environment(Map<String, String> given) {
        environment = Map.copyOf(given);
    }

    /// Reads the settings; a file that was named must exist, the one in the current directory may be
    /// absent.
    public Settings settings() {
        return settings(environment);
    }

    Settings settings(Map<String, String> environment) {
        return Settings.load(file(environment), environment, Catalogue.settings());
    }

    private Path file(Map<String, String> environment) {
        Path named = file != null
                ? file
                : environment.containsKey("SKYHALL_CONFIG")
                        ? Path.of(environment.getOrDefault("SKYHALL_CONFIG", ""))
                        : null;
        if (named == null) {
            return Path.of("skyhall.conf");
        }
        if (!java.nio.file.Files.isReadable(named)) {
            throw new skyhall.platform.fault.FaultException(
                    skyhall.platform.fault.PlatformFault.SETTING_MALFORMED, "The file " + named + " cannot be read.");
        }
        return named;
    }
}
