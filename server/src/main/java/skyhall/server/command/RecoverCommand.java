package skyhall.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Actor;
import skyhall.platform.secret.Secret;
import skyhall.server.view.NewPasswordView;

/// The way back in for whoever owns the machine.
@CommandLine.Command(
        name = "recover",
        description = "Gives a person a new password and the roles of operator and administrator.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Console console;

    @CommandLine.Parameters(paramLabel = "PERSON", defaultValue = "admin", description = "Who; else admin.")
    private String person = "admin";

    @Override
    public Integer call() {
        return console.one(services -> {
            Secret password = services.identity()
                    .recovery()
                    .resetAdministrator(Actor.CONSOLE, person)
                    .orFault();
            Account account = services.identity().accounts().person(person).orElseThrow();
            return NewPasswordView.of(account, password);
        });
    }
}
