package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The portal with certificates of its own.
final class TlsTest {
    private static final String STORE_PASSWORD = "changeit";

    @Test
    void overTlsCookiesAreSecureAndBrowsersAreToldToStay(@TempDir Path folder) throws Exception {
        Path store = selfSigned(folder);
        SslContextFactory.Server certificates = new SslContextFactory.Server();
        certificates.setKeyStorePath(store.toString());
        certificates.setKeyStorePassword(STORE_PASSWORD);
        try (RunningPortal portal = RunningPortal.with(Map.of(), parts -> parts.tls(certificates));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            URI page = URI.create("https://localhost:" + portal.port() + "/sign-in");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-skyhall_form=")
                    .contains("Secure");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    private static Path selfSigned(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("portal.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "portal",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "1",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            trusted.load(in, STORE_PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
