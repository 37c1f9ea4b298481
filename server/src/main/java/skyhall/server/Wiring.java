package skyhall.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.platform.tls.PlainHttpRule;
import skyhall.platform.tls.TrustedProxies;
import skyhall.server.fault.ServerFault;
import skyhall.server.management.ManagementEndpoint;
import skyhall.server.management.Metrics;
import skyhall.server.management.S3Metrics;
import skyhall.server.part.DataDirectory;
import skyhall.server.part.DatabasePart;
import skyhall.server.part.Installation;
import skyhall.server.part.Part;
import skyhall.server.part.PlatformPart;
import skyhall.server.part.StoragePart;
import skyhall.server.settings.ServerSettings;

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
        StoragePart storage = new StoragePart(
                settings,
                directory,
                database,
                platform,
                s3(settings, clock),
                new S3Metrics(metrics),
                clock,
                random);
        management.work("/storage/scrub", storage::scrub);
        parts.add(storage);
        return new Installation(
                parts, board, settings.get(ServerSettings.DRAIN_NOTICE), settings.get(ServerSettings.DRAIN_TIME));
    }

    private static StoragePart.Endpoint s3(Settings settings, InstantSource clock) {
        InetAddress address = address(settings, ServerSettings.S3_ADDRESS);
        boolean secure = !settings.get(ServerSettings.S3_CERTIFICATE).isEmpty();
        PlainHttpRule.check(
                address, secure, settings.get(ServerSettings.S3_PLAIN), ServerSettings.S3_PLAIN.name());
        return new StoragePart.Endpoint(
                address,
                settings.get(ServerSettings.S3_PORT),
                Optional.empty(),
                TrustedProxies.parse(settings.get(ServerSettings.TRUSTED_PROXIES)));
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
