package skyhall.server.part;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skyhall.platform.audit.AuditChainer;
import skyhall.platform.audit.AuditSettings;
import skyhall.platform.identity.Bootstrap;
import skyhall.platform.identity.FirstAdministrator;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.IdentitySettings;
import skyhall.platform.lease.Leases;
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
    private @Nullable AuditChainer chainer;

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

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public void start() {
        Path data = directory.path();
        Services opened = Services.over(settings, data, databasePart.database(), clock, random);
        services = opened;
        Identity identity = opened.identity();
        identity.firstAdministrator().ensure(data).ifPresent(this::welcome);
        String bootstrap = settings.get(IdentitySettings.BOOTSTRAP_FILE);
        if (!bootstrap.isEmpty()) {
            Bootstrap.Report report = identity.bootstrap().apply(Path.of(bootstrap));
            banner.add("Bootstrap file applied: " + report.lines().size() + " changes.");
        }
        AuditChainer chaining = new AuditChainer(
                opened.database(),
                new Leases(opened.database(), "server"),
                clock,
                opened.auditHeads(),
                settings.get(AuditSettings.CHAIN_POLL),
                settings.get(AuditSettings.HEADS_EVERY));
        identity.start();
        chaining.start();
        chainer = chaining;
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
        if (chainer != null) {
            chainer.close();
        }
        if (services != null) {
            services.identity().close();
        }
    }
}
