package skyhall.platform.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.secret.Secrets;
import skyhall.platform.settings.Settings;

/// A whole installation's identity over a database of its own, with a clock that stands still until it is moved and
/// a journal that can be read.
final class Installation implements InstantSource, AutoCloseable {
    static final Actor TESTER = new Actor("tester", Optional.empty());

    record Entry(String action, String subject, String actor, Map<String, String> details) {}

    final Database database;
    final Path directory;
    final Secrets secrets;
    final Settings settings;
    final List<Entry> journal = new CopyOnWriteArrayList<>();
    final Identity identity;
    private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

    Installation(Map<String, String> overrides) {
        this(TestDatabase.fresh("platform"), temporary(), overrides, _ -> new Passwords(64, 1, 8));
    }

    Installation() {
        this(Map.of());
    }

    /// @param passwords by default far weaker than any setting allows, so that a test does not wait for them
    Installation(
            Database database, Path directory, Map<String, String> overrides, Function<Settings, Passwords> passwords) {
        this.database = database;
        this.directory = directory;
        Map<String, String> environment = new HashMap<>();
        overrides.forEach((name, value) -> environment.put(
                "SKYHALL_" + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), value));
        this.settings = Settings.load(Path.of("/nonexistent"), environment, IdentitySettings.ALL);
        this.secrets = Secrets.open(directory.resolve("master-keys"), database, new SecureRandom(), this);
        this.identity = new Identity(
                database,
                secrets,
                this,
                new SecureRandom(),
                settings,
                (action, subject, actor, details) -> journal.add(new Entry(action, subject, actor, details)),
                passwords.apply(settings));
    }

    @Override
    public Instant instant() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    Organisation organisation(String name) {
        return organisation(name, Optional.empty());
    }

    Organisation organisation(String name, Optional<OrganisationId> parent) {
        return identity.organisations()
                .create(TESTER, new Organisation.Draft(parent, name, name, "Europe/Rome", Optional.empty()))
                .orFault();
    }

    Account person(Organisation organisation, String name, Role... roles) {
        return identity.accounts()
                .createPerson(TESTER, draft(organisation, name, roles))
                .orFault();
    }

    Account service(Organisation organisation, String name, Role... roles) {
        return identity.accounts()
                .createServiceAccount(TESTER, draft(organisation, name, roles))
                .orFault();
    }

    static Account.Draft draft(Organisation organisation, String name, Role... roles) {
        return new Account.Draft(
                organisation.id(), name, "Display of " + name, Optional.empty(), Optional.empty(), Set.of(roles));
    }

    /// The account as one who acts.
    static Actor actor(Account account) {
        return new Actor(account.arn(), Optional.of(account.id()));
    }

    private static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("identity");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        identity.close();
        ((com.zaxxer.hikari.HikariDataSource) database.dataSource()).close();
    }
}
