package skyhall.server.command;

import java.util.Map;
import picocli.CommandLine;

/// Makes what picocli asks for; options that read settings are given the environment.
final class WithEnvironment implements CommandLine.IFactory {
    private final Map<String, String> environment;
    private final CommandLine.IFactory usual = CommandLine.defaultFactory();

    WithEnvironment(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public <K> K create(Class<K> kind) throws Exception {
        K made = usual.create(kind);
        if (made instanceof GlobalOptions options) {
            options.environment(environment);
        }
        return made;
    }
}
