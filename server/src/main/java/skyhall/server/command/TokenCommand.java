package skyhall.server.command;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.ApiToken;
import skyhall.server.view.ApiTokenView;
import skyhall.server.view.NewApiTokenView;

/// API tokens of service accounts.
@Command(name = "token", description = "Lists and changes API tokens.", mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
    private static final int MOST = 1000;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(name = "list", description = "Lists a service account's tokens.", mixinStandardHelpOptions = true)
    int list(@Mixin Console console, @Mixin Accountable account) {
        return console.many(services ->
                services.identity().apiTokens().list(account.find(services).id(), 0, MOST).stream()
                        .map(ApiTokenView::of)
                        .toList());
    }

    @Command(
            name = "create",
            description = "Makes an API token; its text is shown once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Console console,
            @Mixin Accountable account,
            @Option(names = "--name", defaultValue = "token", description = "What it is for.") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            description = "What it may do within its account's rights: iam:*, sky:list*; repeatable.")
                    List<String> scopes,
            @Option(names = "--days", defaultValue = "90", description = "How long it is in force.") int days) {
        return console.one(services -> NewApiTokenView.of(services.identity()
                .apiTokens()
                .create(Actor.CONSOLE, account.find(services).id(), name, Set.copyOf(scopes), Duration.ofDays(days))
                .orFault()));
    }

    @Command(name = "revoke", description = "Ends a token at once, for ever.", mixinStandardHelpOptions = true)
    int revoke(@Mixin Console console, @Parameters(paramLabel = "ID") long id) {
        return console.one(services -> ApiTokenView.of(services.identity()
                .apiTokens()
                .revoke(Actor.CONSOLE, new ApiToken.Id(id))
                .orFault()));
    }
}
