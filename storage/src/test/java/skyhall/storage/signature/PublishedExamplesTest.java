package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;

/// The worked examples of the Amazon S3 API Reference: "Signature Calculations for the Authorization Header"
/// (single chunk,
/// multiple chunks, with trailing headers) and "Authenticating Requests: Using Query Parameters".
class PublishedExamplesTest {
    private static final Instant MIDNIGHT = Instant.parse("2013-05-24T00:00:00Z");
    private static final String CREDENTIAL = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SignatureVerifier<String> verifier = new SignatureVerifier<>(
            "us-east-1",
            Duration.ofMinutes(15),
            id -> id.equals("AKIAIOSFODNN7EXAMPLE")
                    ? Optional.of(new KeySource.Key<>("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "the example"))
                    : Optional.empty());

    private static TestRequest request(String method, String target, String signedHeaders, String signature) {
        return TestRequest.of(method, target, MIDNIGHT)
                .with("Host", "examplebucket.s3.amazonaws.com")
                .with("x-amz-date", "20130524T000000Z")
                .with(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ",SignedHeaders=" + signedHeaders + ",Signature="
                                + signature);
    }

    private Verification.Signed<String> signed(TestRequest request) {
        return (Verification.Signed<String>) verifier.verify(request);
    }

    @Test
    void getObject() {
        TestRequest request = request(
                        "GET",
                        "/test.txt",
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
                .with("Range", "bytes=0-9")
                .with("x-amz-content-sha256", EMPTY);

        Verification.Signed<String> signed = signed(request);

        assertThat(signed.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
        assertThat(signed.principal()).isEqualTo("the example");
        assertThat(signed.presigned()).isFalse();
        assertThat(signed.signedAt()).isEqualTo(MIDNIGHT);
        assertThat(signed.signedHeaders()).contains("range").doesNotContain("authorization");
        assertThat(signed.payload()).isEqualTo(new PayloadMode.Hashed(EMPTY));
        assertThat(signed.chunks()).isEmpty();
    }

    /// The example's client sends the dollar sign as it is or encoded; it signed the encoded one.
    @ParameterizedTest
    @CsvSource({"/test$file.text", "/test%24file.text"})
    void putObject(String path) throws IOException {
        TestRequest request = request(
                        "PUT",
                        path,
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
                .with("Date", "Fri, 24 May 2013 00:00:00 GMT")
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .with("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");

        assertThat(read(request, "Welcome to Amazon S3.")).isEqualTo("Welcome to Amazon S3.");
        assertThatThrownBy(() -> read(request, "Welcome to Amazon S4."))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("x-amz-content-sha256");
    }

    @ParameterizedTest
    @CsvSource({
        "/?lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/?max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        "/?prefix=J&max-keys=2, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    })
    void getBucketLifecycleAndList(String target, String signature) {
        TestRequest request = request("GET", target, "host;x-amz-content-sha256;x-amz-date", signature)
                .with("x-amz-content-sha256", EMPTY);

        assertThat(signed(request).principal()).isEqualTo("the example");
    }

    @Test
    void presignedGet() {
        String target = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        TestRequest request = TestRequest.of("GET", target, MIDNIGHT.plusSeconds(86_400))
                .with("Host", "examplebucket.s3.amazonaws.com");

        assertThat(signed(request).presigned()).isTrue();
        assertThat(signed(request).payload()).isEqualTo(new PayloadMode.Unsigned());
        assertThatThrownBy(() -> verifier.verify(request.at(MIDNIGHT.plusSeconds(86_401))))
                .hasMessageContaining("Request has expired");
    }

    private static TestRequest chunked(String mode, String signedHeaders, String signature) {
        return TestRequest.of("PUT", "/examplebucket/chunkObject.txt", MIDNIGHT)
                .with("Host", "s3.amazonaws.com")
                .with("x-amz-date", "20130524T000000Z")
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .with("x-amz-content-sha256", mode)
                .with("Content-Encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "66560")
                .with(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ",SignedHeaders=" + signedHeaders + ",Signature="
                                + signature);
    }

    @Test
    void multipleChunks() throws IOException {
        TestRequest request = chunked(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
                .with("Content-Length", "66824");
        String body = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                + "a".repeat(65_536) + "\r\n"
                + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                + "a".repeat(1024) + "\r\n"
                + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

        assertThat(body).hasSize(66_824);
        assertThat(read(request, body)).isEqualTo("a".repeat(66_560));
        assertThatThrownBy(() -> read(request, body.replace("aaa\r\n0", "aab\r\n0")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("signature of a chunk");
    }

    /// The example's trailer ends in a line feed, an empty line and only then the signature.
    @Test
    void multipleChunksAndATrailer() throws IOException {
        TestRequest request = chunked(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class;x-amz-trailer",
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
                .with("x-amz-trailer", "x-amz-checksum-crc32c");
        String body = "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
                + "a".repeat(65_536) + "\r\n"
                + "400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
                + "a".repeat(1024) + "\r\n"
                + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                + "x-amz-checksum-crc32c:sOO8/Q==\n\r\n"
                + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

        try (PayloadReader reader = open(request, body)) {
            assertThat(reader.readAllBytes()).hasSize(66_560);
            assertThat(reader.trailingChecksum().map(Checksum::text)).contains("sOO8/Q==");
            assertThat(reader.trailingChecksum().map(Checksum::algorithm)).contains(ChecksumAlgorithm.CRC32C);
        }
        assertThatThrownBy(() -> read(request, body.replace("sOO8", "sOO9")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("signature of the trailer");
    }

    private PayloadReader open(TestRequest request, String body) {
        return PayloadReader.open(
                request,
                verifier.verify(request),
                DeclaredChecksums.from(request),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String read(TestRequest request, String body) throws IOException {
        try (PayloadReader reader = open(request, body)) {
            return new String(reader.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
