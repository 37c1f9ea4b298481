package skyhall.storage.signature;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Requests signed by the AWS SDK for Java: a second opinion by other people's code.
final class SdkSigner {
    static final String REGION = "eu-central-7";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String accessKeyId;
    private final String secret;
    private final Instant now;
    private String endpoint = "http://localhost:8080";

    SdkSigner(String accessKeyId, String secret, Instant now) {
        this.accessKeyId = accessKeyId;
        this.secret = secret;
        this.now = now;
    }

    /// Over TLS the SDK may leave payloads unsigned; without it never.
    SdkSigner overTls() {
        endpoint = "https://localhost:8080";
        return this;
    }

    /// What the SDK would send, and how its body looks on the wire.
    record Sent(TestRequest request, InputStream body) {}

    SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder().method(method).uri(URI.create(endpoint)).encodedPath(path);
    }

    Sent header(SdkHttpRequest request, byte[] payload, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
        return sign(request, payload, more);
    }

    Sent presigned(SdkHttpRequest request, Duration lifetime) {
        return sign(request, new byte[0], sign -> sign.putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false));
    }

    private Sent sign(
            SdkHttpRequest request, byte[] payload, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
        SignedRequest signed = signer.sign(sign -> {
            sign.identity(AwsCredentialsIdentity.create(accessKeyId, secret))
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(payload))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
            more.accept(sign);
        });
        return new Sent(
                received(signed.request()), signed.payload().orElseThrow().newStream());
    }

    /// The request as a server sees it.
    private TestRequest received(SdkHttpRequest sent) {
        String query = sent.encodedQueryParameters().map(text -> "?" + text).orElse("");
        TestRequest request = TestRequest.of(sent.method().name(), sent.encodedPath() + query, now);
        for (var header : sent.headers().entrySet()) {
            for (String value : header.getValue()) {
                request = request.with(header.getKey(), value);
            }
        }
        return request;
    }
}
