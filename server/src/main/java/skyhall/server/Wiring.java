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
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.platform.tls.PlainHttpRule;
import skyhall.platform.tls.TrustedProxies;
import skyhall.portal.PortalBuilder;
import skyhall.portal.PortalSettings;
import skyhall.server.fault.ServerFault;
import skyhall.server.management.ManagementEndpoint;
import skyhall.server.management.Metrics;
import skyhall.server.management.S3Metrics;
import skyhall.server.part.CertificatePart;
import skyhall.server.part.DataDirectory;
import skyhall.server.part.DatabasePart;
import skyhall.server.part.Installation;
import skyhall.server.part.Part;
import skyhall.server.part.PlatformPart;
import skyhall.server.part.PortalPart;
import skyhall.server.part.StoragePart;
import skyhall.server.settings.ServerSettings;
import skyhall.storage.console.StorageConsole;

/// Joins all parts of the server by hand, in the order in which they depend on each other. The only such place.
public final class Wiring {
    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

    private Wiring() {}

    /// The server that the settings describe, not yet started.
    ///
    /// @throws FaultException when a setting names something that cannot be
    public static Installation installation(Settings settings) {
        HealthBoard board = new HealthBoard(HEALTH_PATIENCE);
        Metrics metrics = new Metrics();
        List<Part> parts = new ArrayList<>();
        DataDirectory directory = new DataDirectory(settings.get(ServerSettings.DATA_DIRECTORY));
        parts.add(directory);
        parts.add(new ManagementEndpoint(
                address(settings, ServerSettings.MANAGEMENT_ADDRESS),
                settings.get(ServerSettings.MANAGEMENT_PORT),
                board,
                metrics));
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        DatabasePart database = new DatabasePart(settings, directory);
        parts.add(database);
        PlatformPart platform = new PlatformPart(settings, directory, database, clock, random);
        parts.add(platform);
        Optional<CertificatePart> s3Certificate = certificate(
                "s3", settings, ServerSettings.S3_CERTIFICATE, ServerSettings.S3_KEY, clock, metrics);
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
        parts.add(storage);
        Optional<CertificatePart> portalCertificate = certificate(
                "portal", settings, ServerSettings.PORTAL_CERTIFICATE, ServerSettings.PORTAL_KEY, clock, metrics);
        portalCertificate.ifPresent(parts::add);
        parts.add(portal(settings, database, platform, storage, portalCertificate, clock));
        return new Installation(
                parts, board, settings.get(ServerSettings.DRAIN_NOTICE), settings.get(ServerSettings.DRAIN_TIME));
    }

    private static StoragePart.Endpoint s3(Settings settings, Optional<CertificatePart> certificate) {
        InetAddress address = address(settings, ServerSettings.S3_ADDRESS);
        PlainHttpRule.check(
                address, certificate.isPresent(), settings.get(ServerSettings.S3_PLAIN), ServerSettings.S3_PLAIN.name());
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
                builder -> furnish(builder, settings, storage, clock));
    }

    /// The sections and pages of all modules, in the order in which a person sees them.
    private static void furnish(
            PortalBuilder portal, Settings settings, StoragePart storage, InstantSource clock) {
        new StorageConsole(storage.storage(), settings, clock).addTo(portal);
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
