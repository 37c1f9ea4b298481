package skyhall.server.part;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthCheck;
import skyhall.platform.settings.Settings;
import skyhall.platform.tls.TrustedProxies;
import skyhall.server.management.S3Metrics;
import skyhall.storage.Storage;
import skyhall.storage.object.RowScrubber;
import skyhall.storage.protocol.S3Server;
import skyhall.storage.volume.Room;
import skyhall.storage.volume.ScrubReport;

/// The object store and its S3 connector.
public final class StoragePart implements Part {
    private final Settings settings;
    private final DataDirectory directory;
    private final DatabasePart database;
    private final PlatformPart platform;
    private final Endpoint endpoint;
    private final S3Metrics metrics;
    private final InstantSource clock;
    private final SecureRandom random;
    private @Nullable Storage storage;
    private @Nullable S3Server server;

    public StoragePart(
            Settings settings,
            DataDirectory directory,
            DatabasePart database,
            PlatformPart platform,
            Endpoint endpoint,
            S3Metrics metrics,
            InstantSource clock,
            SecureRandom random) {
        this.settings = settings;
        this.directory = directory;
        this.database = database;
        this.platform = platform;
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
    }

    /// Where the connector listens, and whose forwarding headers it believes.
    public record Endpoint(
            InetAddress address, int port, Optional<SslContextFactory.Server> tls, TrustedProxies proxies) {}

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public void start() {
        Services services = platform.services();
        Storage opened = Storage.open(
                settings,
                directory.path(),
                database.database(),
                services.outbox(),
                clock,
                random,
                new AuditedBuckets(services.audit(), clock));
        storage = opened;
        opened.start();
        metrics.watch(opened);
        server = opened.server(
                opened.s3(
                        services.identity().keyRing(),
                        services.identity().owners(),
                        clock,
                        random,
                        this::clientAddress,
                        metrics),
                endpoint.address(),
                endpoint.port(),
                endpoint.tls());
        server.start();
    }

    /// Only between start and stop.
    public Storage storage() {
        if (storage == null) {
            throw new IllegalStateException("storage is not started");
        }
        return storage;
    }

    /// Reads everything that is stored again and says what is damaged, for an operator who does not want to
    /// wait for the scrubber's own round. Takes as long as reading takes.
    public Map<String, ?> scrub() {
        ScrubReport files = storage().upkeep().scrubAll();
        RowScrubber.Report rows = storage().upkeep().scrubRows();
        return Map.of(
                "clean", files.isClean() && rows.isClean(),
                "blobs", files.blobs(),
                "blobBytes", files.bytes(),
                "rows", rows.rows(),
                "rowBytes", rows.bytes(),
                "furtherFindings", files.furtherFindings(),
                "findings",
                        Stream.concat(files.findings().stream(), rows.findings().stream())
                                .map(Object::toString)
                                .toList());
    }

    private String clientAddress(Request request) {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer) {
            return endpoint.proxies()
                    .client(
                            peer.getAddress(),
                            request.getHeaders().getValuesList(HttpHeader.FORWARDED),
                            request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR))
                    .getHostAddress();
        }
        return "";
    }

    @Override
    public void drain(Duration patience) {
        if (server != null) {
            server.drain(patience);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
        if (storage != null) {
            storage.close();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("volume", this::volumeHealth));
    }

    private Health volumeHealth() {
        Room room = storage().upkeep().room();
        long damages = storage().upkeep().damages();
        if (room.refusal().isPresent()) {
            return new Health.Degraded(
                    "Writes are refused: " + room.refusal().get().sentence());
        }
        return damages > 0
                ? new Health.Degraded(damages + " damaged or missing blobs were found; the log names them.")
                : Health.ready();
    }

    /// Where clients reach the S3 API: scheme, host and port. Only between start and stop.
    public URI address() {
        String scheme = endpoint.tls().isPresent() ? "https" : "http";
        int port = server == null ? endpoint.port() : server.port();
        String host = endpoint.address().getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    @Override
    public List<String> banner() {
        return List.of("S3 API: " + address());
    }
}
