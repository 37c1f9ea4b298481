package skyhall.server.part;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditChainer;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditSettings;
import skyhall.platform.database.Database;
import skyhall.platform.identity.Bootstrap;
import skyhall.platform.identity.FirstAdministrator;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.IdentitySettings;
import skyhall.platform.lease.Leases;
import skyhall.platform.outbox.Outbox;
import skyhall.platform.secret.Secrets;
import skyhall.platform.settings.Settings;

/// The services of `platform` that everything else stands on: secrets, identity, outbox, audit.
public final class PlatformPart implements Part {
    private final Settings settings;
    private final DataDirectory directory;
    private final DatabasePart databasePart;
    private final InstantSource clock;
    private final SecureRandom random;
    private final List<String> banner = new ArrayList<>();
    private @Nullable Services services;

    public PlatformPart(
            Settings settings,
            DataDirectory directory,
            DatabasePart databasePart,
            InstantSource clock,
            SecureRandom random) {
        this.settings = settings;
        this.directory = directory;
        this.databasePart = databasePart;
        this.clock = clock;
        this.random = random;
    }

    /// What other parts use.
    public record Services(Identity identity, Outbox outbox, Audit audit, AuditChainer chainer) {}

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public void start() {
        Database database = databasePart.database();
        Path data = directory.path();
        Audit audit = new Audit(database);
        Secrets secrets =
                Secrets.open(data.resolve(settings.get(IdentitySettings.MASTER_KEY_FILE)), database, random, clock);
        Identity identity =
                new Identity(database, secrets, clock, random, settings, new AuditJournal(database, audit, clock));
        AuditChainer chainer = new AuditChainer(
                database,
                new Leases(database, UUID.randomUUID().toString()),
                clock,
                new AuditHeadsFile(data.resolve("audit-heads")),
                settings.get(AuditSettings.CHAIN_POLL),
                settings.get(AuditSettings.HEADS_EVERY));
        services = new Services(identity, new Outbox(database), audit, chainer);
        identity.firstAdministrator().ensure(data).ifPresent(this::welcome);
        String bootstrap = settings.get(IdentitySettings.BOOTSTRAP_FILE);
        if (!bootstrap.isEmpty()) {
            Bootstrap.Report report = identity.bootstrap().apply(Path.of(bootstrap));
            banner.add("Bootstrap file applied: " + report.lines().size() + " changes.");
        }
        identity.start();
        chainer.start();
    }

    private void welcome(FirstAdministrator.Welcome welcome) {
        banner.add("First administrator: " + welcome.personName() + ", password "
                + welcome.password().reveal() + " (shown once; also in " + welcome.file() + ", delete it after use).");
    }

    /// Only between start and stop.
    public Services services() {
        if (services == null) {
            throw new IllegalStateException("the platform is not started");
        }
        return services;
    }

    @Override
    public List<String> banner() {
        return List.copyOf(banner);
    }

    @Override
    public void stop() {
        if (services != null) {
            services.chainer().close();
            services.identity().close();
        }
    }
}
