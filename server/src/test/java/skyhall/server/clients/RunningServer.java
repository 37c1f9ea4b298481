package skyhall.server.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.DatabaseSettings;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.Role;
import skyhall.platform.secret.Secret;
import skyhall.platform.settings.Setting;
import skyhall.platform.settings.Settings;
import skyhall.platform.tls.TestCertificate;
import skyhall.portal.PortalSettings;
import skyhall.server.Wiring;
import skyhall.server.catalogue.Catalogue;
import skyhall.server.settings.ServerSettings;

/// A whole server in this JVM, with an embedded database and one access key. There is one for each
/// transport, started
/// when it is first asked for and stopped when the JVM ends.
public final class RunningServer {
    static final String REGION = "us-east-1";
    static final String KEY = "clients";
    static final String SECRET = "a+secret/with=signs%20&more";

    private static final Map<Transport, RunningServer> RUNNING = new EnumMap<>(Transport.class);
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final Path folder;
    private final Wiring.Joined joined;
    private final @Nullable Path certificate;

    private RunningServer(Path folder, Wiring.Joined joined, @Nullable Path certificate) {
        this.folder = folder;
        this.joined = joined;
        this.certificate = certificate;
    }

    public static synchronized RunningServer of(Transport transport) {
        return RUNNING.computeIfAbsent(transport, RunningServer::start);
    }

    /// Such as `https://127.0.0.1:34567`.
    public URI endpoint() {
        return joined.storage().address();
    }

    /// The server itself, for what no S3 client can ask.
    public Wiring.Joined joined() {
        return joined;
    }

    /// The certificate to trust, in PEM; empty without TLS.
    Optional<Path> certificate() {
        return Optional.ofNullable(certificate);
    }

    /// The name of a bucket that nobody has used yet.
    String freshBucket() {
        return "bucket-" + BUCKETS.incrementAndGet();
    }

    private static RunningServer start(Transport transport) {
        try {
            Path folder = Files.createTempDirectory("skyhall-clients");
            // PostgreSQL runs as another user and must be able to pass through.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            Map<String, String> environment = new HashMap<>();
            set(environment, ServerSettings.DATA_DIRECTORY, folder.resolve("data"));
            set(environment, ServerSettings.S3_PORT, 0);
            set(environment, PortalSettings.PORT, 0);
            set(environment, ServerSettings.MANAGEMENT_PORT, 0);
            set(environment, DatabaseSettings.BINARIES, binaries());
            Path certificate = null;
            if (transport == Transport.TLS) {
                certificate = folder.resolve("certificate.pem");
                Path key = folder.resolve("key.pem");
                TestCertificate.make(folder, "EC").write(certificate, key);
                set(environment, ServerSettings.S3_CERTIFICATE, certificate);
                set(environment, ServerSettings.S3_KEY, key);
            }
            Settings settings = Settings.load(Path.of("/nonexistent"), environment, Catalogue.settings());
            RunningServer server = new RunningServer(folder, Wiring.join(settings), certificate);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            server.joined.installation().start();
            server.admit();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(Map<String, String> environment, Setting<?> setting, Object value) {
        environment.put(setting.environmentName(), value.toString());
    }

    /// Unpacked once for all servers of these tests.
    private static Path binaries() throws IOException {
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), "skyhall-clients-postgres");
        Files.createDirectories(shared);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        return shared;
    }

    private void admit() {
        Identity identity = joined.platform().services().identity();
        Organisation organisation = identity.organisations()
                .create(
                        Actor.CONSOLE,
                        new Organisation.Draft(Optional.empty(), "clients", "Clients", "UTC", Optional.empty()))
                .orFault();
        Account robot = identity.accounts()
                .createServiceAccount(
                        Actor.CONSOLE,
                        new Account.Draft(
                                organisation.id(),
                                "robot",
                                "Robot",
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(Role.DEVELOPER)))
                .orFault();
        identity.accessKeys()
                .create(Actor.CONSOLE, robot.id(), KEY, Secret.of(SECRET))
                .orFault();
    }

    private void stop() {
        joined.installation().close();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
