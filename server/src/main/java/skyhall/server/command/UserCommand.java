package skyhall.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Accounts;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.Outcome;
import skyhall.platform.identity.Role;
import skyhall.server.view.AccountView;
import skyhall.server.view.NewPasswordView;

/// People and service accounts.
@Command(name = "user", description = "Lists and changes people and service accounts.", mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    private static final int PAGE = 500;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    @Command(name = "list", description = "Lists an organisation's accounts.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Console console,
            @Option(names = "--org", required = true, description = "The organisation.") String organisation) {
        return console.many(services -> {
            Organisation where = Accountable.organisation(services, organisation);
            List<AccountView> all = new ArrayList<>();
            for (Account.Kind kind : Account.Kind.values()) {
                addAll(services.identity().accounts(), where, kind, all);
            }
            return all;
        });
    }

    private static void addAll(Accounts accounts, Organisation where, Account.Kind kind, List<AccountView> all) {
        List<Account> page = accounts.list(where.id(), kind, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(one -> all.add(AccountView.of(one)));
            page = accounts.list(where.id(), kind, page.getLast().id().value(), PAGE);
        }
    }

    @Command(name = "show", description = "Shows an account.", mixinStandardHelpOptions = true)
    int show(@Mixin Console console, @Mixin Accountable account) {
        return change(console, account, (_, one) -> Outcome.done(one));
    }

    @Command(
            name = "create",
            description = "Creates a person with a random password, shown once, or a service account.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Console console,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--org", required = true, description = "The organisation.") String organisation,
            @Option(names = "--service", description = "Makes a service account.") boolean service,
            @Option(names = "--display-name", description = "What people read; else the name.") @Nullable
                    String displayName,
            @Option(names = "--email", description = "A person's e-mail address.") @Nullable String email,
            @Option(names = "--role", description = "operator, administrator, developer or auditor; repeatable.")
                    @Nullable
                    List<String> roles) {
        Set<Role> given = roles(console, roles);
        return console.one(services -> {
            Account.Draft draft = new Account.Draft(
                    Accountable.organisation(services, organisation).id(),
                    name,
                    displayName == null ? name : displayName,
                    Optional.ofNullable(email),
                    Optional.empty(),
                    given);
            Accounts accounts = services.identity().accounts();
            if (service) {
                return AccountView.of(
                        accounts.createServiceAccount(Actor.CONSOLE, draft).orFault());
            }
            Account person = accounts.createPerson(Actor.CONSOLE, draft).orFault();
            return NewPasswordView.of(
                    person, accounts.resetPassword(Actor.CONSOLE, person.id()).orFault());
        });
    }

    @Command(name = "rename", description = "Gives another name.", mixinStandardHelpOptions = true)
    int rename(
            @Mixin Console console,
            @Mixin Accountable account,
            @Parameters(index = "1", paramLabel = "NEW-NAME") String newName) {
        return change(console, account, (all, one) -> all.rename(Actor.CONSOLE, one.id(), newName));
    }

    @Command(name = "move", description = "Takes it to another organisation.", mixinStandardHelpOptions = true)
    int move(
            @Mixin Console console,
            @Mixin Accountable account,
            @Option(names = "--to", required = true, description = "The organisation.") String organisation) {
        return console.one(services -> AccountView.of(services.identity()
                .accounts()
                .move(
                        Actor.CONSOLE,
                        account.find(services).id(),
                        Accountable.organisation(services, organisation).id())
                .orFault()));
    }

    @Command(name = "roles", description = "Gives exactly these roles.", mixinStandardHelpOptions = true)
    int roles(
            @Mixin Console console,
            @Mixin Accountable account,
            @Parameters(index = "1..*", paramLabel = "ROLE", arity = "0..*") @Nullable List<String> roles) {
        Set<Role> given = roles(console, roles);
        return change(console, account, (all, one) -> all.setRoles(Actor.CONSOLE, one.id(), given));
    }

    @Command(
            name = "password",
            description = "Gives a person a new random password, shown once.",
            mixinStandardHelpOptions = true)
    int password(@Mixin Console console, @Mixin Accountable account) {
        return console.one(services -> {
            Account person = account.find(services);
            return NewPasswordView.of(
                    person,
                    services.identity()
                            .accounts()
                            .resetPassword(Actor.CONSOLE, person.id())
                            .orFault());
        });
    }

    @Command(name = "disable", description = "Stops its keys, tokens and password.", mixinStandardHelpOptions = true)
    int disable(@Mixin Console console, @Mixin Accountable account) {
        return change(console, account, (all, one) -> all.disable(Actor.CONSOLE, one.id()));
    }

    @Command(name = "enable", description = "Puts it in force again.", mixinStandardHelpOptions = true)
    int enable(@Mixin Console console, @Mixin Accountable account) {
        return change(console, account, (all, one) -> all.enable(Actor.CONSOLE, one.id()));
    }

    @Command(name = "delete", description = "Deletes it with its keys and tokens.", mixinStandardHelpOptions = true)
    int delete(@Mixin Console console, @Mixin Accountable account) {
        return change(console, account, (all, one) -> all.delete(Actor.CONSOLE, one.id()));
    }

    private static int change(
            Console console, Accountable account, BiFunction<Accounts, Account, Outcome<Account>> work) {
        return console.one(
                services -> AccountView.of(work.apply(services.identity().accounts(), account.find(services))
                        .orFault()));
    }

    private static Set<Role> roles(Console console, @Nullable List<String> words) {
        return words == null
                ? Set.of()
                : words.stream()
                        .map(word -> Role.parse(word.toLowerCase(Locale.ROOT))
                                .orElseThrow(() -> console.wrongWords("'" + word + "' is no role.")))
                        .collect(Collectors.toSet());
    }
}
