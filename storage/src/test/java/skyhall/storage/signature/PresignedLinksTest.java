package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.secret.Secret;
import software.amazon.awssdk.http.SdkHttpMethod;

final class PresignedLinksTest {
    /// Source: S3 API Reference, "Authenticating Requests: Using Query Parameters", the worked example.
    @Test
    void thePublishedExampleComesOut() {
        PresignedLinks links = new PresignedLinks(
                URI.create("https://examplebucket.s3.amazonaws.com"),
                "us-east-1",
                "AKIAIOSFODNN7EXAMPLE",
                Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
        URI link = links.link("GET", "/test.txt", Map.of(), Instant.parse("2013-05-24T00:00:00Z"), Duration.ofDays(1));
        assertThat(link)
                .hasToString("https://examplebucket.s3.amazonaws.com/test.txt"
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    /// The AWS SDK for Java signs the same path to the same signature. Over plain HTTP it would sign a payload's hash.
    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "a//b", "a%2Fb", "+ ?&=#", "名字/é.txt", "😀"})
    void otherPeoplesCodeAgrees(String key) {
        Instant now = Instant.parse("2026-03-01T10:20:30Z");
        PresignedLinks links = new PresignedLinks(
                URI.create("https://localhost:8080"), SdkSigner.REGION, "key", Secret.of("a secret of some length"));
        URI ours = links.object("GET", "bucket", key, now, Duration.ofMinutes(5));
        SdkSigner signer = new SdkSigner("key", "a secret of some length", now).overTls();
        String theirs = signer.presigned(
                        signer.request(SdkHttpMethod.GET, ours.getRawPath()).build(), Duration.ofMinutes(5))
                .request()
                .rawQuery();
        assertThat(ours.getRawQuery()).endsWith(signature(theirs));
    }

    @Test
    void parametersOfTheCallerAreSignedToo() {
        PresignedLinks links = new PresignedLinks(
                URI.create("http://localhost:8080"), "us-east-1", "key", Secret.of("a secret of some length"));
        URI link = links.bucket(
                "GET",
                "bucket",
                Map.of("list-type", "2", "prefix", "a b/"),
                Instant.parse("2026-03-01T10:20:30Z"),
                Duration.ofMinutes(5));
        assertThat(link.getRawQuery()).contains("&list-type=2&prefix=a%20b%2F&X-Amz-Signature=");
    }

    private static String signature(String rawQuery) {
        return rawQuery.substring(rawQuery.indexOf("X-Amz-Signature=")).split("&", -1)[0];
    }
}
