package skyhall.storage.console;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.platform.identity.SignInDesk;
import skyhall.platform.outbox.Outbox;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.portal.Portal;
import skyhall.portal.PortalSettings;
import skyhall.portal.person.PeopleDesk;
import skyhall.storage.KeptJournal;
import skyhall.storage.Storage;
import skyhall.storage.StorageSettings;
import skyhall.storage.volume.StorageVolumeSettings;

/// The console in a real portal over a real database and volume. `lin` and `mei` are of the
/// harbour, `wu` of the airport; `lin` and `wu` may do everything, `mei` may only read.
final class RunningConsole implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"s3:List*\"],"
                    + "\"Resource\":\"*\"}]}";

    final Storage storage;
    final KeptJournal journal;
    private final Portal portal;

    private RunningConsole(Storage storage, KeptJournal journal, Portal portal) {
        this.journal = journal;
        this.storage = storage;
        this.portal = portal;
    }

    /// @param more settings beside the defaults, as the environment would give them
    static RunningConsole start(Path folder, Map<String, String> more) {
        Database database = TestDatabase.fresh("platform", "portal", "storage");
        Map<String, String> environment = new HashMap<>(Map.of("SKYHALL_PORTAL_PORT", "0"));
        environment.putAll(more);
        List<Setting<?>> known = new ArrayList<>(PortalSettings.ALL);
        known.addAll(StorageSettings.ALL);
        known.addAll(StorageVolumeSettings.ALL);
        Settings settings = Settings.load(folder.resolve("none.conf"), environment, known);
        KeptJournal journal = new KeptJournal();
        Storage storage = Storage.open(
                settings, folder, database, new Outbox(database), InstantSource.system(), new SecureRandom(), journal);
        Desk desk = new Desk(List.of(
                person(1, 1, "harbour", "lin", ALL),
                person(2, 1, "harbour", "mei", READ),
                person(3, 2, "airport", "wu", ALL)));
        skyhall.portal.PortalBuilder builder = Portal.builder(settings, database, desk, desk);
        new StorageConsole(storage, settings, InstantSource.system()).addTo(builder);
        Portal portal = builder.build();
        portal.start();
        return new RunningConsole(storage, journal, portal);
    }

    private static Principal person(long id, long organisation, String account, String name, String policy) {
        return new Principal(
                new PrincipalId(id),
                new OrganisationId(organisation),
                account,
                name,
                "arn:aws:iam::" + account + ":user/" + name,
                String.valueOf(id).repeat(64),
                name,
                List.of(Policy.of(policy, PolicyKind.IDENTITY)));
    }

    Visitor signedInAs(String name) {
        return new Visitor("http://127.0.0.1:" + portal.port()).signIn(name);
    }

    @Override
    public void close() {
        portal.stop();
        storage.close();
    }

    /// People in memory, all with the same password.
    private record Desk(List<Principal> people) implements SignInDesk, PeopleDesk {
        @Override
        public SignInOutcome signIn(String personName, String password, String remoteAddress) {
            return people.stream()
                    .filter(person -> person.name().equals(personName) && password.equals(PASSWORD))
                    .<SignInOutcome>map(SignInOutcome.SignedIn::new)
                    .findFirst()
                    .orElseGet(SignInOutcome.Refused::new);
        }

        @Override
        public Optional<Principal> find(PrincipalId id, Instant signedInAt) {
            return people.stream().filter(person -> person.id().equals(id)).findFirst();
        }

        @Override
        public PasswordChange changePassword(PrincipalId id, String current, String wanted, String remoteAddress) {
            return new PasswordChange.WrongPassword();
        }
    }
}
