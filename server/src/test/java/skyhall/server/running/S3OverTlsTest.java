package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;
import skyhall.platform.tls.TestCertificate;

/// The S3 connector and the portal with certificates from files, over real sockets.
final class S3OverTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static TestCertificate first;
    private static RunningServer server;

    @BeforeAll
    static void open() {
        first = TestCertificate.make(folder, "EC");
        first.write(folder.resolve("s3.crt"), folder.resolve("s3.key"));
        server = RunningServer.start(
                folder,
                Map.of(
                        "SKYHALL_S3_TLS_CERTIFICATE_FILE",
                                folder.resolve("s3.crt").toString(),
                        "SKYHALL_S3_TLS_KEY_FILE", folder.resolve("s3.key").toString(),
                        "SKYHALL_PORTAL_TLS_CERTIFICATE_FILE",
                                folder.resolve("s3.crt").toString(),
                        "SKYHALL_PORTAL_TLS_KEY_FILE", folder.resolve("s3.key").toString(),
                        "SKYHALL_TLS_CHECK_INTERVAL", "50ms"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void aChangedCertificateIsShownToTheNextHandshakeOfBothConnectors() throws Exception {
        URI s3 = server.address("S3 API");
        URI portal = server.address("Console");
        assertThat(s3.getScheme()).isEqualTo("https");
        assertThat(shown(s3, first, "TLSv1.3")).isEqualTo(first.certificate());
        assertThat(shown(s3, first, "TLSv1.2")).isEqualTo(first.certificate());
        assertThat(shown(portal, first, "TLSv1.3")).isEqualTo(first.certificate());
        TestCertificate second = TestCertificate.make(folder, "RSA");
        second.write(folder.resolve("s3.crt"), folder.resolve("s3.key"));
        awaitShown(s3, second);
        awaitShown(portal, second);
        assertThat(answerTo(s3, second)).startsWith("HTTP/1.1 403").contains("AccessDenied");
        String metrics = new Visitor(URI.create("http://127.0.0.1:" + server.managementPort()))
                .get("/metrics")
                .body();
        assertThat(metrics)
                .contains("skyhall_tls_certificate_seconds_left{connector=\"s3\"}")
                .contains("skyhall_tls_certificate_seconds_left{connector=\"portal\"}");
    }

    @Test
    void olderProtocolsAreRefused() {
        assertThatThrownBy(() -> shown(server.address("S3 API"), first, "TLSv1.1"))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    @Test
    void plainHttpOnAnAddressThatOthersReachStopsTheStart(@TempDir Path folder) throws IOException {
        for (String setting : new String[] {"SKYHALL_S3_ADDRESS", "SKYHALL_PORTAL_ADDRESS"}) {
            Path other = Files.createDirectory(folder.resolve(setting));
            assertThatThrownBy(() -> RunningServer.start(other, Map.of(setting, "0.0.0.0")))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("SKY-1201")
                    .hasMessageContaining("allow-plain-http");
        }
    }

    @Test
    void aCertificateWithoutItsKeyStopsTheStart(@TempDir Path other) {
        assertThatThrownBy(() -> RunningServer.start(other, Map.of("SKYHALL_S3_TLS_KEY_FILE", "x.key")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("'s3.tls-certificate-file' and 's3.tls-key-file' need each other");
    }

    /// Until a client that trusts the new certificate alone is let in.
    private static void awaitShown(URI place, TestCertificate wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(shown(place, wanted, "TLSv1.3")).isEqualTo(wanted.certificate());
                return;
            } catch (SSLHandshakeException e) {
                assertThat(System.nanoTime())
                        .as("the new certificate is in force")
                        .isLessThan(deadline);
            }
        }
    }

    private static X509Certificate shown(URI place, TestCertificate trusted, String protocol) throws Exception {
        try (SSLSocket socket = socket(place, trusted, protocol)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String answerTo(URI place, TestCertificate trusted) throws Exception {
        try (SSLSocket socket = socket(place, trusted, "TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static SSLSocket socket(URI place, TestCertificate trusted, String protocol) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("one", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", place.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }
}
