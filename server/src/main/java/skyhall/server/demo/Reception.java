package skyhall.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.random.RandomGenerator;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.KeyRing;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.Role;
import skyhall.platform.secret.OwnerOnlyFile;
import skyhall.platform.secret.Secret;
import skyhall.server.fault.ServerFault;

/// Makes the demonstration's organisation, person, password and key where they are missing.
final class Reception {
    static final String ORGANISATION = "demonstration";
    static final String PERSON = "demo";
    static final String FILE_NAME = "demonstration-sign-in.txt";

    private static final Actor ACTOR = new Actor("demonstration", Optional.empty());
    /// Without signs that look alike.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final Identity identity;
    private final Path dataDirectory;
    private final RandomGenerator random;

    /// @param random for the password: one that nobody can foresee
    Reception(Identity identity, Path dataDirectory, RandomGenerator random) {
        this.identity = identity;
        this.dataDirectory = dataDirectory;
        this.random = random;
    }

    Visitor welcome() {
        Organisation organisation = identity.organisations().find(ORGANISATION).orElseGet(this::newOrganisation);
        Account person = identity.accounts().find(organisation.id(), PERSON).orElseGet(() -> newPerson(organisation));
        Secret password = keptPassword().orElseGet(() -> newPassword(person));
        KeyRing.ActiveKey key = existingKey(person).orElseGet(() -> newKey(person));
        return new Visitor(key.principal(), PERSON, password, key.accessKeyId(), Secret.of(key.secret()));
    }

    private Organisation newOrganisation() {
        return identity.organisations()
                .create(
                        ACTOR,
                        new Organisation.Draft(
                                Optional.empty(), ORGANISATION, "Demonstration", "UTC", Optional.empty()))
                .orFault();
    }

    private Account newPerson(Organisation organisation) {
        return identity.accounts()
                .createPerson(
                        ACTOR,
                        new Account.Draft(
                                organisation.id(),
                                PERSON,
                                "Demonstration person",
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(Role.ADMINISTRATOR)))
                .orFault();
    }

    private Optional<Secret> keptPassword() {
        Path file = dataDirectory.resolve(FILE_NAME);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            kept.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(kept.getProperty("password")).map(Secret::of);
    }

    /// The file comes after the account: a crash between the two leaves a password that nobody knows,
    /// and the next
    /// start sets another.
    private Secret newPassword(Account person) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            text.append(i > 0 && i % GROUP_LENGTH == 0 ? "-" : "");
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Secret password = Secret.of(text.toString());
        identity.accounts().setPassword(ACTOR, person.id(), password).orFault();
        OwnerOnlyFile.write(
                dataDirectory.resolve(FILE_NAME),
                "# The demonstration's sign-in. Nothing but the demonstration is behind it.\nname=" + PERSON
                        + "\npassword=" + password.reveal() + "\n");
        return password;
    }

    private Optional<KeyRing.ActiveKey> existingKey(Account person) {
        return identity.accessKeys().list(person.id()).stream()
                .flatMap(key -> identity.keyRing().find(key.id()).stream())
                .findFirst();
    }

    private KeyRing.ActiveKey newKey(Account person) {
        String id =
                identity.accessKeys().create(ACTOR, person.id()).orFault().key().id();
        return identity.keyRing()
                .find(id)
                .orElseThrow(() -> new FaultException(
                        ServerFault.DEMONSTRATION_BLOCKED, "Its person or organisation is disabled."));
    }
}
