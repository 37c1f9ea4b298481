package skyhall.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.server.catalogue.Catalogue;

/// Checks the settings and prints the values in force, as a file that could be given back.
@CommandLine.Command(
        name = "config",
        description = "Checks the settings and prints those in force.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private GlobalOptions options;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        for (Setting<?> setting : Catalogue.settings()) {
            spec.commandLine().getOut().println(setting.name() + " = " + shown(setting, settings));
        }
        return 0;
    }

    private static String shown(Setting<?> setting, Settings settings) {
        if (setting.name().contains("password") || setting.name().contains("secret")) {
            return "(not shown)";
        }
        return String.valueOf((Object) settings.get(setting));
    }
}
