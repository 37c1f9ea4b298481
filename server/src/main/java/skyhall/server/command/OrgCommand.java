package skyhall.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Organisations;
import skyhall.platform.identity.Outcome;
import skyhall.server.part.Services;
import skyhall.server.view.OrganisationView;

/// The tree of organisations.
@Command(name = "org", description = "Lists and changes organisations.", mixinStandardHelpOptions = true)
final class OrgCommand implements Runnable {
    private static final int PAGE = 500;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(name = "list", description = "Lists all organisations.", mixinStandardHelpOptions = true)
    int list(@Mixin Console console) {
        return console.many(services -> {
            Organisations organisations = services.identity().organisations();
            List<OrganisationView> all = new ArrayList<>();
            List<Organisation> page = organisations.list(0, PAGE);
            while (!page.isEmpty()) {
                page.forEach(one -> all.add(OrganisationView.of(one, organisations)));
                page = organisations.list(page.getLast().id().value(), PAGE);
            }
            return all;
        });
    }

    @Command(name = "show", description = "Shows an organisation.", mixinStandardHelpOptions = true)
    int show(@Mixin Console console, @Parameters(paramLabel = "NAME") String name) {
        return change(console, name, (_, organisation) -> Outcome.done(organisation));
    }

    @Command(name = "create", description = "Creates an organisation.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Console console,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--display-name", description = "What people read; else the name.") @Nullable
                    String displayName,
            @Option(names = "--under", description = "The organisation above; else it is a top.") @Nullable
                    String parent,
            @Option(names = "--time-zone", defaultValue = "UTC", description = "Such as Asia/Shanghai.")
                    String timeZone) {
        return console.one(services -> view(
                services,
                services.identity()
                        .organisations()
                        .create(
                                Actor.CONSOLE,
                                new Organisation.Draft(
                                        id(services, parent),
                                        name,
                                        displayName == null ? name : displayName,
                                        timeZone,
                                        Optional.empty()))));
    }

    @Command(name = "rename", description = "Gives another name.", mixinStandardHelpOptions = true)
    int rename(
            @Mixin Console console,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "NEW-NAME") String newName) {
        return change(console, name, (all, one) -> all.rename(Actor.CONSOLE, one.id(), newName));
    }

    @Command(name = "move", description = "Hangs it under another organisation.", mixinStandardHelpOptions = true)
    int move(
            @Mixin Console console,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--under", description = "The organisation above; without it, it becomes a top.") @Nullable
                    String parent) {
        return console.one(services -> view(
                services,
                services.identity()
                        .organisations()
                        .move(
                                Actor.CONSOLE,
                                Accountable.organisation(services, name).id(),
                                id(services, parent))));
    }

    @Command(
            name = "disable",
            description = "Stops all its keys, tokens and passwords.",
            mixinStandardHelpOptions = true)
    int disable(@Mixin Console console, @Parameters(paramLabel = "NAME") String name) {
        return change(console, name, (all, one) -> all.disable(Actor.CONSOLE, one.id()));
    }

    @Command(name = "enable", description = "Puts it in force again.", mixinStandardHelpOptions = true)
    int enable(@Mixin Console console, @Parameters(paramLabel = "NAME") String name) {
        return change(console, name, (all, one) -> all.enable(Actor.CONSOLE, one.id()));
    }

    @Command(
            name = "delete",
            description = "Deletes an organisation that holds nothing any more.",
            mixinStandardHelpOptions = true)
    int delete(@Mixin Console console, @Parameters(paramLabel = "NAME") String name) {
        return change(console, name, (all, one) -> all.delete(Actor.CONSOLE, one.id()));
    }

    private static int change(
            Console console, String name, BiFunction<Organisations, Organisation, Outcome<Organisation>> work) {
        return console.one(services -> view(
                services, work.apply(services.identity().organisations(), Accountable.organisation(services, name))));
    }

    private static OrganisationView view(Services services, Outcome<Organisation> outcome) {
        return OrganisationView.of(outcome.orFault(), services.identity().organisations());
    }

    private static Optional<OrganisationId> id(Services services, @Nullable String name) {
        return Optional.ofNullable(name)
                .map(given -> Accountable.organisation(services, given).id());
    }
}
