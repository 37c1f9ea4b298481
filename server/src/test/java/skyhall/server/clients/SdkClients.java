package skyhall.server.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Clients of the AWS SDK for Java that know the server's key and trust its certificate, and nothing
/// else.
final class SdkClients {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(RunningServer.KEY, RunningServer.SECRET));

    private SdkClients() {}

    static S3Client sync(RunningServer server) {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
        TrustManager @Nullable [] trusted = trusted(server);
        if (trusted != null) {
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(RunningServer.REGION))
                .credentialsProvider(CREDENTIALS)
                .forcePathStyle(true)
                .httpClientBuilder(http)
                .build();
    }

    static S3AsyncClient async(RunningServer server) {
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder();
        TrustManager @Nullable [] trusted = trusted(server);
        if (trusted != null) {
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return S3AsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(RunningServer.REGION))
                .credentialsProvider(CREDENTIALS)
                .forcePathStyle(true)
                .httpClientBuilder(http)
                .build();
    }

    static S3Presigner presigner(RunningServer server) {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(RunningServer.REGION))
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(software.amazon.awssdk.services.s3.S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .build())
                .build();
    }

    /// Null without TLS.
    static TrustManager @Nullable [] trusted(RunningServer server) {
        if (server.certificate().isEmpty()) {
            return null;
        }
        try (InputStream pem = Files.newInputStream(server.certificate().get())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
