package skyhall.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.Health;

final class ReloadingCertificateTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // keytool takes a second for each: made once
    private static TestCertificate rsa;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate ec;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate expired;

    private Path certificateFile = Path.of("");
    private Path keyFile = Path.of("");
    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    @BeforeAll
    static void make() {
        rsa = TestCertificate.make(shared, "RSA");
        ec = TestCertificate.make(shared, "EC", "-groupname", "secp256r1", "-validity", "90");
        expired = TestCertificate.make(shared, "EC", "-groupname", "secp256r1", "-startdate", "-9d", "-validity", "3");
    }

    @BeforeEach
    void files() {
        certificateFile = folder.resolve("server.pem");
        keyFile = folder.resolve("server.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothProtocolsShakeHandsWithRsaAndWithEc(String protocol) throws IOException, GeneralSecurityException {
        for (TestCertificate one : List.of(rsa, ec)) {
            one.write(certificateFile, keyFile);
            try (ReloadingCertificate certificate = open()) {
                assertThat(shown(certificate, protocol)).isEqualTo(one.certificate());
            }
        }
    }

    @Test
    void theOlderKeyFormsAreRead() throws IOException {
        for (TestCertificate one : List.of(rsa, ec)) {
            one.write(certificateFile, keyFile);
            Files.writeString(keyFile, one.oldKeyPem());
            open().close();
        }
    }

    @Test
    void ed25519ShakesHandsInTls13() throws IOException, GeneralSecurityException {
        TestCertificate.make(shared, "Ed25519").write(certificateFile, keyFile);
        assertThat(shown(open(), "TLSv1.3").getPublicKey().getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void changedFilesAreShownToTheNextHandshakeOfTheSameContext() throws IOException, GeneralSecurityException {
        rsa.write(certificateFile, keyFile);
        ReloadingCertificate certificate = open();
        assertThat(certificate.refresh()).isFalse();
        assertThat(shown(certificate, "TLSv1.3")).isEqualTo(rsa.certificate());
        ec.write(certificateFile, keyFile);
        assertThat(certificate.refresh()).isTrue();
        assertThat(shown(certificate, "TLSv1.3")).isEqualTo(ec.certificate());
        assertThat(certificate.health()).isEqualTo(Health.ready());
    }

    @Test
    void aBrokenNewFileKeepsTheOldCertificateAndIsReportedUntilItIsMended()
            throws IOException, GeneralSecurityException {
        rsa.write(certificateFile, keyFile);
        ReloadingCertificate certificate = open();
        Files.writeString(certificateFile, "half a certif");
        assertThat(certificate.refresh()).isFalse();
        assertThat(shown(certificate, "TLSv1.2")).isEqualTo(rsa.certificate());
        assertThat(certificate.health().reason()).contains("server.pem").contains("no CERTIFICATE block");
        ec.write(certificateFile, keyFile);
        assertThat(certificate.refresh()).isTrue();
        assertThat(certificate.health()).isEqualTo(Health.ready());
    }

    @Test
    void aKeyOfAnotherCertificateIsNotTakenIntoUse() throws IOException {
        rsa.write(certificateFile, keyFile);
        ReloadingCertificate certificate = open();
        Files.writeString(keyFile, ec.keyPem());
        assertThat(certificate.refresh()).isFalse();
        assertThat(certificate.health().reason()).contains("does not belong to the certificate");
    }

    @Test
    void anExpiredNewCertificateIsNotTakenIntoUse() {
        ec.write(certificateFile, keyFile);
        ReloadingCertificate certificate = open();
        expired.write(certificateFile, keyFile);
        assertThat(certificate.refresh()).isFalse();
        assertThat(certificate.health().reason()).contains("expired at");
    }

    @Test
    void theExpiryIsAMetricAndAWarningThreeWeeksAhead() {
        ec.write(certificateFile, keyFile);
        ReloadingCertificate certificate = open();
        assertThat(certificate.secondsLeft())
                .isBetween(Duration.ofDays(89).toSeconds(), Duration.ofDays(90).toSeconds());
        now = now.plus(Duration.ofDays(70));
        assertThat(certificate.health().reason()).startsWith("The certificate expires at");
        now = now.plus(Duration.ofDays(30));
        assertThat(certificate.health().reason()).startsWith("The certificate expired at");
        assertThat(certificate.secondsLeft()).isNegative();
    }

    @Test
    void theWatchFindsChangedFilesByItself() throws IOException {
        rsa.write(certificateFile, keyFile);
        try (ReloadingCertificate certificate = open()) {
            Instant before = certificate.expiresAt();
            certificate.watch(Duration.ofMillis(20));
            ec.write(certificateFile, keyFile);
            Files.setLastModifiedTime(keyFile, FileTime.from(now.plusSeconds(5)));
            long endNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (certificate.expiresAt().equals(before) && System.nanoTime() < endNanos) {
                Thread.onSpinWait();
            }
            assertThat(certificate.expiresAt())
                    .isEqualTo(ec.certificate().getNotAfter().toInstant());
        }
    }

    @Test
    void unusableFilesStopTheStartAndAreNamed() throws IOException {
        assertThatThrownBy(this::open)
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("server.pem: it cannot be read");
        rsa.write(certificateFile, keyFile);
        Files.writeString(
                keyFile, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThatThrownBy(this::open).hasMessageContaining("server.key: its key is encrypted");
        Files.writeString(keyFile, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(this::open).hasMessageContaining("server.key: its key cannot be read");
        Files.writeString(keyFile, "");
        assertThatThrownBy(this::open).hasMessageContaining("server.key: it holds no PRIVATE KEY block");
    }

    private ReloadingCertificate open() {
        return new ReloadingCertificate(certificateFile, keyFile, clock);
    }

    /// The certificate that a client sees in a real handshake.
    private static Certificate shown(ReloadingCertificate certificate, String protocol)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        try (SSLServerSocket server = (SSLServerSocket)
                certificate.sslContext().getServerSocketFactory().createServerSocket(0)) {
            Thread answering = Thread.ofVirtual().start(() -> answer(server));
            try (SSLSocket client =
                    (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
                client.setEnabledProtocols(new String[] {protocol});
                client.startHandshake();
                assertThat(client.getInputStream().read()).isEqualTo('!');
                return client.getSession().getPeerCertificates()[0];
            } finally {
                answering.interrupt();
            }
        }
    }

    private static void answer(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write('!');
        } catch (SSLException e) {
            // the client's side of the test says what went wrong
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String authType) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
