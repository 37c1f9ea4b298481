package skyhall.server.command;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.AccessKey;
import skyhall.platform.identity.AccessKeys;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Outcome;
import skyhall.server.view.AccessKeyView;
import skyhall.server.view.NewAccessKeyView;

/// Access keys: what S3 clients sign with.
@Command(name = "key", description = "Lists and changes access keys.", mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(name = "list", description = "Lists an account's access keys.", mixinStandardHelpOptions = true)
    int list(@Mixin Console console, @Mixin Accountable account) {
        return console.many(services -> services
                .identity()
                .accessKeys()
                .list(account.find(services).id())
                .stream()
                .map(AccessKeyView::of)
                .toList());
    }

    @Command(
            name = "create",
            description = "Makes an access key; its secret is shown once.",
            mixinStandardHelpOptions = true)
    int create(@Mixin Console console, @Mixin Accountable account) {
        return console.one(services -> NewAccessKeyView.of(services.identity()
                .accessKeys()
                .create(Actor.CONSOLE, account.find(services).id())
                .orFault()));
    }

    @Command(
            name = "rotate",
            description = "Makes a second key beside this one, which works until it is deleted.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin Console console, @Parameters(paramLabel = "ACCESS-KEY-ID") String id) {
        return console.one(services -> {
            AccessKeys keys = services.identity().accessKeys();
            AccessKey before =
                    keys.find(id).orElseThrow(() -> new FaultException(PlatformFault.ACCESS_KEY_UNKNOWN, ""));
            return NewAccessKeyView.of(
                    keys.create(Actor.CONSOLE, before.owner()).orFault());
        });
    }

    @Command(name = "disable", description = "Stops a key within a second.", mixinStandardHelpOptions = true)
    int disable(@Mixin Console console, @Parameters(paramLabel = "ACCESS-KEY-ID") String id) {
        return change(console, id, (keys, key) -> keys.disable(Actor.CONSOLE, key));
    }

    @Command(name = "enable", description = "Puts a key in force again.", mixinStandardHelpOptions = true)
    int enable(@Mixin Console console, @Parameters(paramLabel = "ACCESS-KEY-ID") String id) {
        return change(console, id, (keys, key) -> keys.enable(Actor.CONSOLE, key));
    }

    @Command(name = "delete", description = "Deletes a key for ever.", mixinStandardHelpOptions = true)
    int delete(@Mixin Console console, @Parameters(paramLabel = "ACCESS-KEY-ID") String id) {
        return change(console, id, (keys, key) -> keys.delete(Actor.CONSOLE, key));
    }

    private static int change(Console console, String id, BiFunction<AccessKeys, String, Outcome<AccessKey>> work) {
        return console.one(services -> AccessKeyView.of(
                work.apply(services.identity().accessKeys(), id).orFault()));
    }
}
