package skyhall.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.identity.Identity;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.platform.tls.PlainHttpRule;
import skyhall.platform.tls.TrustedProxies;
import skyhall.portal.PortalBuilder;
import skyhall.portal.PortalSettings;
import skyhall.server.api.AccountsApi;
import skyhall.server.api.ApiRoutes;
import skyhall.server.api.Credentials;
import skyhall.server.api.FaultsApi;
import skyhall.server.api.KeysApi;
import skyhall.server.api.Operation;
import skyhall.server.api.OrganisationsApi;
import skyhall.server.api.RecordsApi;
import skyhall.server.api.StorageApi;
import skyhall.server.api.WebhooksApi;
import skyhall.server.catalogue.Catalogue;
import skyhall.server.fault.ServerFault;
import skyhall.server.management.Metrics;
import skyhall.server.management.S3Metrics;
import skyhall.server.part.CertificatePart;
import skyhall.server.part.DataDirectory;
import skyhall.server.part.DatabasePart;
import skyhall.server.part.Installation;
import skyhall.server.part.ManagementEndpoint;
import skyhall.server.part.Part;
import skyhall.server.part.PlatformPart;
import skyhall.server.part.PortalPart;
import skyhall.server.part.Services;
import skyhall.server.part.StoragePart;
import skyhall.server.part.TrunkPart;
import skyhall.server.settings.ServerSettings;
import skyhall.storage.console.StorageConsole;

/// Joins all parts of the server by hand, in the order in which they depend on each other. The only
/// such place.
public final class Wiring {
    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

    private Wiring() {}

    /// A server with those of its parts that commands speak to.
    public record Joined(Installation installation, PlatformPart platform, StoragePart storage, PortalPart portal) {}

    /// The server that the settings describe, not yet started.
    ///
    /// @throws FaultException when a setting names something that cannot be
    public static Installation installation(Settings settings) {
        return join(settings).installation();
    }

    /// The same, with its parts at hand.
    ///
    /// @throws FaultException when a setting names something that cannot be
    public static Joined join(Settings settings) {
        HealthBoard board = new HealthBoard(HEALTH_PATIENCE);
        Metrics metrics = new Metrics();
        List<Part> parts = new ArrayList<>();
        DataDirectory directory = new DataDirectory(settings.get(ServerSettings.DATA_DIRECTORY));
        parts.add(directory);
        ManagementEndpoint management = new ManagementEndpoint(
                address(settings, ServerSettings.MANAGEMENT_ADDRESS),
                settings.get(ServerSettings.MANAGEMENT_PORT),
                board,
                metrics);
        parts.add(management);
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        DatabasePart database = new DatabasePart(settings, directory);
        parts.add(database);
        PlatformPart platform = new PlatformPart(settings, directory, database, clock, random);
        parts.add(platform);
        Optional<CertificatePart> s3Certificate =
                certificate("s3", settings, ServerSettings.S3_CERTIFICATE, ServerSettings.S3_KEY, clock, metrics);
        s3Certificate.ifPresent(parts::add);
        StoragePart storage = new StoragePart(
                settings,
                directory,
                database,
                platform,
                s3(settings, s3Certificate),
                new S3Metrics(metrics),
                clock,
                random);
        management.work("/storage/scrub", storage::scrub);
        parts.add(storage);
        parts.add(new TrunkPart(settings, platform, clock, random, TrunkPart.Modules.NONE));
        Optional<CertificatePart> portalCertificate = certificate(
                "portal", settings, ServerSettings.PORTAL_CERTIFICATE, ServerSettings.PORTAL_KEY, clock, metrics);
        portalCertificate.ifPresent(parts::add);
        PortalPart portal = portal(settings, database, platform, storage, portalCertificate, clock);
        parts.add(portal);
        Installation installation = new Installation(
                parts, board, settings.get(ServerSettings.DRAIN_NOTICE), settings.get(ServerSettings.DRAIN_TIME));
        return new Joined(installation, platform, storage, portal);
    }

    private static StoragePart.Endpoint s3(Settings settings, Optional<CertificatePart> certificate) {
        InetAddress address = address(settings, ServerSettings.S3_ADDRESS);
        PlainHttpRule.check(
                address,
                certificate.isPresent(),
                settings.get(ServerSettings.S3_PLAIN),
                ServerSettings.S3_PLAIN.name());
        return new StoragePart.Endpoint(
                address,
                settings.get(ServerSettings.S3_PORT),
                certificate.map(CertificatePart::tls),
                TrustedProxies.parse(settings.get(ServerSettings.S3_TRUSTED_PROXIES)));
    }

    private static PortalPart portal(
            Settings settings,
            DatabasePart database,
            PlatformPart platform,
            StoragePart storage,
            Optional<CertificatePart> certificate,
            InstantSource clock) {
        PlainHttpRule.check(
                settings.get(PortalSettings.ADDRESS),
                certificate.isPresent(),
                settings.get(ServerSettings.PORTAL_PLAIN),
                ServerSettings.PORTAL_PLAIN.name());
        return new PortalPart(
                settings,
                database,
                platform,
                certificate.map(CertificatePart::tls),
                clock,
                portal -> furnish(portal, settings, platform.services(), storage, clock));
    }

    /// The sections and pages of all modules, in the order in which a person sees them, and the REST
    /// API.
    private static void furnish(
            PortalBuilder portal, Settings settings, Services services, StoragePart storage, InstantSource clock) {
        new StorageConsole(storage.storage(), settings, clock).addTo(portal);
        portal.programPath("/api/").routes(api(services, storage));
    }

    private static RouterFunction<ServerResponse> api(Services services, StoragePart storage) {
        Identity identity = services.identity();
        List<Operation> operations = new ArrayList<>();
        operations.addAll(new FaultsApi(Catalogue::faults).operations());
        operations.addAll(new OrganisationsApi(identity, services.database()).operations());
        operations.addAll(new AccountsApi(identity, services.database()).operations());
        operations.addAll(new KeysApi(identity).operations());
        operations.addAll(new RecordsApi(identity, services.auditLog(), services.jobs()).operations());
        operations.addAll(new WebhooksApi(identity, services.webhooks()).operations());
        operations.addAll(new StorageApi(identity, () -> storage.storage().buckets(), () -> storage.storage()
                        .upkeep())
                .operations());
        return new ApiRoutes(
                        new Credentials(identity), services.database(), services.idempotencyKeys(), new SecureRandom())
                .routes(operations);
    }

    /// The certificate of a connector, or empty when its settings name none.
    private static Optional<CertificatePart> certificate(
            String connector,
            Settings settings,
            Setting<String> certificateFile,
            Setting<String> keyFile,
            InstantSource clock,
            Metrics metrics) {
        String certificate = settings.get(certificateFile);
        String key = settings.get(keyFile);
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new FaultException(
                    PlatformFault.TLS_FILES_UNUSABLE,
                    "'" + certificateFile.name() + "' and '" + keyFile.name() + "' need each other.");
        }
        return certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(new CertificatePart(
                        connector,
                        Path.of(certificate),
                        Path.of(key),
                        settings.get(ServerSettings.TLS_CHECK_INTERVAL),
                        clock,
                        metrics));
    }

    private static InetAddress address(Settings settings, Setting<String> setting) {
        try {
            return InetAddress.getByName(settings.get(setting));
        } catch (UnknownHostException e) {
            throw new FaultException(
                    ServerFault.ADDRESS_UNUSABLE,
                    "'" + setting.name() + "' is '" + settings.get(setting) + "', which is not known.",
                    e);
        }
    }
}
