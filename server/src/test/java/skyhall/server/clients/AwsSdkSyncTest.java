package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag.Builder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Tag("slow")
@ParameterizedClass
@EnumSource
final class AwsSdkSyncTest {
    static final List<String> NASTY_KEYS = List.of(
            "a//b",
            "../x",
            "./x",
            "a/../b",
            "a%2Fb",
            "+ ?&=#",
            "emoji-😀",
            "名字/é",
            "trailing/",
            "/leading",
            "back\\slash",
            "\"<>&'",
            "%zz",
            "a;b=c",
            " ",
            "x".repeat(1024));

    private final RunningServer server;
    private String bucket = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private S3Client s3;

    AwsSdkSyncTest(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @BeforeEach
    void makeBucket() {
        bucket = server.freshBucket();
        s3 = SdkClients.sync(server);
        s3.createBucket(b -> b.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void nastyKeysComeBackAsTheyWent() {
        for (String key : NASTY_KEYS) {
            put(key, SomeFiles.utf8(key));
        }
        for (String key : NASTY_KEYS) {
            assertThat(get(key)).describedAs(key).isEqualTo(SomeFiles.utf8(key));
        }
        List<String> listed = s3.listObjectsV2(b -> b.bucket(bucket).encodingType("url")).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(NASTY_KEYS.stream()
                        .sorted((a, b) -> Arrays.compareUnsigned(SomeFiles.utf8(a), SomeFiles.utf8(b)))
                        .toList());
    }

    @Test
    void ranges() {
        byte[] bytes = SomeFiles.bytes(300_000);
        put("range", bytes);
        assertThat(range("bytes=0-0")).isEqualTo(Arrays.copyOf(bytes, 1));
        assertThat(range("bytes=65530-65545")).isEqualTo(Arrays.copyOfRange(bytes, 65_530, 65_546));
        assertThat(range("bytes=-7")).isEqualTo(Arrays.copyOfRange(bytes, 299_993, 300_000));
        assertThat(range("bytes=299999-400000")).isEqualTo(Arrays.copyOfRange(bytes, 299_999, 300_000));
        assertThatThrownBy(() -> range("bytes=300000-"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
    }

    @Test
    void partsUploadedOutOfOrder() {
        byte[] bytes = SomeFiles.bytes(SomeFiles.LARGE_BYTES);
        String upload = s3.createMultipartUpload(
                        b -> b.bucket(bucket).key("large").metadata(Map.of("kind", "big")))
                .uploadId();
        int partBytes = 6 * 1024 * 1024;
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 3; number >= 1; number--) {
            int which = number;
            byte[] part =
                    Arrays.copyOfRange(bytes, (number - 1) * partBytes, Math.min(bytes.length, number * partBytes));
            String tag = s3.uploadPart(
                            b -> b.bucket(bucket).key("large").uploadId(upload).partNumber(which),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.addFirst(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        s3.completeMultipartUpload(
                b -> b.bucket(bucket).key("large").uploadId(upload).multipartUpload(m -> m.parts(parts)));
        assertThat(get("large")).isEqualTo(bytes);
        HeadObjectResponse second =
                s3.headObject(b -> b.bucket(bucket).key("large").partNumber(2));
        assertThat(second.partsCount()).isEqualTo(3);
        assertThat(second.contentLength()).isEqualTo(partBytes);
        assertThat(second.metadata()).containsEntry("kind", "big");
    }

    @Test
    void everyChecksumAlgorithm() {
        byte[] bytes = SomeFiles.bytes(100_000);
        for (ChecksumAlgorithm algorithm : List.of(
                ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256, ChecksumAlgorithm.CRC32_C)) {
            s3.putObject(b -> b.bucket(bucket).key("sum").checksumAlgorithm(algorithm), RequestBody.fromBytes(bytes));
            // the client itself compares the bytes with the checksum that comes with them
            GetObjectResponse told = s3.getObjectAsBytes(
                            b -> b.bucket(bucket).key("sum").checksumMode(ChecksumMode.ENABLED))
                    .response();
            assertThat(List.of(
                            orEmpty(told.checksumCRC32()),
                            orEmpty(told.checksumCRC32C()),
                            orEmpty(told.checksumSHA1()),
                            orEmpty(told.checksumSHA256())))
                    .describedAs(algorithm.toString())
                    .filteredOn(sum -> !sum.isEmpty())
                    .hasSize(1);
        }
        // The SDK computes CRC-64/NVME only with its native library; what is known can be sent.
        // Source of the value: the algorithm's check value, CRC RevEng catalogue, over "123456789".
        String check = java.util.Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex("ae8b14860a799888"));
        s3.putObject(
                b -> b.bucket(bucket).key("crc64").checksumCRC64NVME(check),
                RequestBody.fromBytes(SomeFiles.utf8("123456789")));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("crc64").checksumMode(ChecksumMode.ENABLED))
                        .checksumCRC64NVME())
                .isEqualTo(check);
        assertThatThrownBy(() -> s3.putObject(
                        b -> b.bucket(bucket).key("crc64").checksumCRC64NVME(check),
                        RequestBody.fromBytes(SomeFiles.utf8("12345678x"))))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    @Test
    void metadataAndHeaders() {
        s3.putObject(
                b -> b.bucket(bucket)
                        .key("headers")
                        .metadata(Map.of("colour", "blue", "name", "Ærø"))
                        .contentType("text/x-own")
                        .cacheControl("max-age=60")
                        .contentDisposition("attachment; filename=\"a b\""),
                RequestBody.fromString("x"));
        HeadObjectResponse told = s3.headObject(b -> b.bucket(bucket).key("headers"));
        assertThat(told.metadata()).containsEntry("colour", "blue").containsKey("name");
        assertThat(told.contentType()).isEqualTo("text/x-own");
        assertThat(told.cacheControl()).isEqualTo("max-age=60");
        s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("headers")
                .destinationBucket(bucket)
                .destinationKey("名字+copy"));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("名字+copy")).metadata())
                .containsEntry("colour", "blue");
    }

    @Test
    void versionsAndMarkers() {
        s3.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String first = s3.putObject(b -> b.bucket(bucket).key("v"), RequestBody.fromString("1"))
                .versionId();
        put("v", SomeFiles.utf8("2"));
        String marker = s3.deleteObject(b -> b.bucket(bucket).key("v")).versionId();
        assertThatThrownBy(() -> get("v")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("v").versionId(first))
                        .asUtf8String())
                .isEqualTo("1");
        var listed = s3.listObjectVersions(b -> b.bucket(bucket));
        assertThat(listed.versions()).hasSize(2);
        assertThat(listed.deleteMarkers()).hasSize(1);
        s3.deleteObject(b -> b.bucket(bucket).key("v").versionId(marker));
        assertThat(get("v")).isEqualTo(SomeFiles.utf8("2"));
    }

    @Test
    void tags() {
        put("tagged", new byte[0]);
        s3.putObjectTagging(
                b -> b.bucket(bucket).key("tagged").tagging(t -> t.tagSet(tag("colour", "blå"), tag("名", "+ &="))));
        assertThat(s3.getObjectTagging(b -> b.bucket(bucket).key("tagged")).tagSet())
                .containsExactlyInAnyOrder(tag("colour", "blå"), tag("名", "+ &="));
        s3.deleteObjectTagging(b -> b.bucket(bucket).key("tagged"));
        assertThat(s3.getObjectTagging(b -> b.bucket(bucket).key("tagged")).tagSet())
                .isEmpty();
    }

    @Test
    void conditionalWrites() {
        String tag = s3.putObject(b -> b.bucket(bucket).key("once").ifNoneMatch("*"), RequestBody.fromString("1"))
                .eTag();
        refused(
                412,
                () -> s3.putObject(b -> b.bucket(bucket).key("once").ifNoneMatch("*"), RequestBody.fromString("2")));
        s3.putObject(b -> b.bucket(bucket).key("once").ifMatch(tag), RequestBody.fromString("3"));
        refused(412, () -> s3.putObject(b -> b.bucket(bucket).key("once").ifMatch(tag), RequestBody.fromString("4")));
        assertThat(get("once")).isEqualTo(SomeFiles.utf8("3"));
    }

    @Test
    void listingWithADelimiter() {
        List.of("l/a/1", "l/a/2", "l/b/1", "l/c").forEach(key -> put(key, new byte[0]));
        ListObjectsV2Response page =
                s3.listObjectsV2(b -> b.bucket(bucket).prefix("l/").delimiter("/"));
        assertThat(page.commonPrefixes().stream().map(CommonPrefix::prefix)).containsExactly("l/a/", "l/b/");
        assertThat(page.contents().stream().map(S3Object::key)).containsExactly("l/c");
        List<String> walked = s3.listObjectsV2Paginator(b -> b.bucket(bucket).maxKeys(1)).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(walked).containsExactly("l/a/1", "l/a/2", "l/b/1", "l/c");
    }

    @Test
    void presignedLinks() throws IOException, GeneralSecurityException {
        byte[] bytes = SomeFiles.bytes(20_000);
        try (S3Presigner presigner = SdkClients.presigner(server)) {
            URL put = presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(p -> p.bucket(bucket).key("by link/+ 😀")))
                    .url();
            HttpURLConnection up = open(put);
            up.setRequestMethod("PUT");
            up.setDoOutput(true);
            up.getOutputStream().write(bytes);
            assertThat(up.getResponseCode()).isEqualTo(200);
            URL get = presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(g -> g.bucket(bucket).key("by link/+ 😀")))
                    .url();
            assertThat(open(get).getInputStream().readAllBytes()).isEqualTo(bytes);
        }
    }

    private HttpURLConnection open(URL url) throws IOException, GeneralSecurityException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        TrustManager @Nullable [] trusted = SdkClients.trusted(server);
        if (trusted != null && connection instanceof HttpsURLConnection secure) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            secure.setSSLSocketFactory(context.getSocketFactory());
        }
        return connection;
    }

    private void put(String key, byte[] bytes) {
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private byte[] get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray();
    }

    private byte[] range(String range) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key("range").range(range))
                .asByteArray();
    }

    private static void refused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode())
                .isEqualTo(status));
    }

    private static software.amazon.awssdk.services.s3.model.Tag tag(String key, String value) {
        Builder builder = software.amazon.awssdk.services.s3.model.Tag.builder();
        return builder.key(key).value(value).build();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
