package skyhall.platform.identity;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.secret.OwnerOnlyFile;
import skyhall.platform.secret.Secret;

/// Makes the first organisation and the first person of a new installation.
public final class FirstAdministrator {
    public static final String ORGANISATION = "city";
    public static final String PERSON = "admin";
    public static final String FILE_NAME = "first-administrator.txt";

    private final Changes changes;
    private final Organisations organisations;
    private final Accounts accounts;
    private final SecureRandom random;

    FirstAdministrator(Changes changes, Organisations organisations, Accounts accounts, SecureRandom random) {
        this.changes = changes;
        this.organisations = organisations;
        this.accounts = accounts;
        this.random = random;
    }

    /// What `server` shows on the console, once.
    public record Welcome(String personName, Secret password, Path file) {}

    /// Does something only when there is no organisation at all: makes `city` and in it `admin`, operator and
    /// administrator, and keeps the password in `first-administrator.txt` (mode 0600) in `dataDirectory`.
    ///
    /// The file is durable before the account is; after a crash between the two the next start makes both anew.
    /// Call it before the bootstrap file is applied.
    public Optional<Welcome> ensure(Path dataDirectory) {
        return changes.make(() -> {
            if (!organisations.list(0, 1).isEmpty()) {
                return Optional.empty();
            }
            Secret password = Secret.of(RandomText.password(random));
            Organisation city = organisations
                    .create(
                            Actor.FIRST_START,
                            new Organisation.Draft(Optional.empty(), ORGANISATION, "City", "UTC", Optional.empty()))
                    .orFault();
            Account admin =
                    accounts.createPerson(Actor.FIRST_START, draft(city)).orFault();
            accounts.setPassword(Actor.FIRST_START, admin.id(), password).orFault();
            Path file = dataDirectory.resolve(FILE_NAME);
            OwnerOnlyFile.write(file, letter(password));
            return Optional.of(new Welcome(PERSON, password, file));
        });
    }

    private static Account.Draft draft(Organisation city) {
        return new Account.Draft(
                city.id(),
                PERSON,
                "Administrator",
                Optional.empty(),
                Optional.empty(),
                Set.of(Role.OPERATOR, Role.ADMINISTRATOR));
    }

    private static String letter(Secret password) {
        return """
                The first administrator of this installation signs in with

                    name      %s
                    password  %s

                Sign in, set a password of your own, and delete this file: whoever reads it can do everything here.
                """.formatted(PERSON, password.reveal());
    }
}
