package skyhall.server.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The master key under which secrets lie.
@Command(name = "secret", description = "Rotates the master key.", mixinStandardHelpOptions = true)
final class SecretCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(
            name = "rotate",
            description = "Seals every secret again under a new master key and forgets the old one.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin Console console) {
        return console.one(services -> services.secrets().rotate());
    }
}
