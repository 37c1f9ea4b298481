package skyhall.platform.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.Health;

/// A server's certificate from PEM files, taken up anew when the files change.
///
/// Changes are found by looking at the files' times and sizes: it works on every file system, also where an
/// operator's tool swaps a symbolic link. New files are read and checked whole before they are used; while they are
/// broken or half written the old certificate stays in force and [#health()] says so. Connections that are open keep
/// what they have.
public final class ReloadingCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingCertificate.class);

    /// The protocols to offer; older ones are broken (RFC 8996).
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// From this long before its expiry a certificate is reported as degraded.
    static final Duration WARNING = Duration.ofDays(21);

    private final Path certificateFile;
    private final Path keyFile;
    private final InstantSource clock;
    private final CertificateChooser keyManager;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Identity identity;
    private volatile List<Stamp> seen;
    private volatile @Nullable String refusal;

    /// Reads the files once.
    ///
    /// @throws FaultException when they cannot be used: the start stops
    public ReloadingCertificate(Path certificateFile, Path keyFile, InstantSource clock) {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.clock = clock;
        this.seen = stamps();
        this.identity = Identity.read(certificateFile, keyFile);
        this.keyManager = new CertificateChooser(() -> identity);
    }

    /// Answers each handshake with the certificate in force at that moment.
    public X509ExtendedKeyManager keyManager() {
        return keyManager;
    }

    /// A new context around [#keyManager()]: it never needs to be replaced.
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keyManager}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    /// When the certificate in force, or one of its issuers in the file, expires.
    public Instant expiresAt() {
        return identity.expiresAt();
    }

    /// Seconds until [#expiresAt()], negative after it; for the metric.
    public long secondsLeft() {
        return Duration.between(clock.instant(), expiresAt()).toSeconds();
    }

    /// Degraded when the certificate expires within 21 days or has expired, or when newer files could not be used.
    public Health health() {
        String refused = refusal;
        if (refused != null) {
            return new Health.Degraded("The changed certificate files are not used: " + refused);
        }
        long seconds = secondsLeft();
        if (seconds < 0) {
            return new Health.Degraded("The certificate expired at " + expiresAt() + ".");
        }
        return seconds < WARNING.toSeconds()
                ? new Health.Degraded("The certificate expires at " + expiresAt() + ".")
                : Health.ready();
    }

    /// Takes new files into use when they changed since the last look and are whole.
    ///
    /// @return whether another certificate is in force now
    public synchronized boolean refresh() {
        List<Stamp> now = stamps();
        if (now.equals(seen)) {
            return false;
        }
        try {
            Identity next = Identity.read(certificateFile, keyFile);
            if (!stamps().equals(now)) {
                return false; // still being written: look again next time
            }
            requireNotExpired(next);
            identity = next;
            keyManager.swap();
            refusal = null;
            LOG.info("The certificate {} is in force; it expires at {}.", certificateFile, expiresAt());
            return true;
        } catch (FaultException e) {
            refusal = e.detail();
            LOG.warn("The changed certificate files are not used; the old certificate stays: {}", e.detail());
            return false;
        } finally {
            seen = now;
        }
    }

    /// Looks at the files again and again until [#close()].
    public void watch(Duration every) {
        Thread.ofVirtual().name("certificate watch").start(() -> {
            try {
                while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    refresh();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void requireNotExpired(Identity next) {
        if (next.expiresAt().isBefore(clock.instant())) {
            throw new FaultException(
                    skyhall.platform.fault.PlatformFault.TLS_FILES_UNUSABLE,
                    "The certificate in " + certificateFile + " expired at " + next.expiresAt() + ".");
        }
    }

    private List<Stamp> stamps() {
        return List.of(Stamp.of(certificateFile), Stamp.of(keyFile));
    }

    /// What tells that a file changed.
    private record Stamp(long modifiedMillis, long sizeBytes, String key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        attributes.lastModifiedTime().toMillis(),
                        attributes.size(),
                        String.valueOf(attributes.fileKey()));
            } catch (IOException e) {
                return new Stamp(0, -1, "absent");
            }
        }
    }
}
