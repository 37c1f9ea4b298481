package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/// What the AWS SDK for Java signs, we verify, and nothing that differs from it; over seeded random requests.
class SdkAgreementTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final int REQUESTS_PER_SEED = 40;
    private static final List<SdkHttpMethod> METHODS =
            List.of(SdkHttpMethod.GET, SdkHttpMethod.PUT, SdkHttpMethod.POST, SdkHttpMethod.DELETE);

    /// Characters that have given S3 servers trouble, beside plain ones.
    private static final String ALPHABET = "abcXYZ019-_.~ /+%&=?#:;,@!$'()*\"<>[]{}|\\^`äß€漢😀\u0001";

    private static SignatureVerifier<String> verifier(String keyId, String secret) {
        return new SignatureVerifier<>(
                SdkSigner.REGION,
                Duration.ofMinutes(15),
                id -> id.equals(keyId) ? Optional.of(new KeySource.Key<>(secret, "p-" + id)) : Optional.empty());
    }

    private static String word(Random random, int most) {
        int[] characters = ALPHABET.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            word.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return word.toString();
    }

    private static String encoded(String text) {
        return PercentCode.encode(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), true);
    }

    private static SdkHttpRequest randomRequest(SdkSigner signer, Random random) {
        SdkHttpMethod method = METHODS.get(random.nextInt(METHODS.size()));
        SdkHttpRequest.Builder request = signer.request(method, "/bucket/" + encoded(word(random, 30)));
        for (int i = random.nextInt(4); i > 0; i--) {
            request.appendRawQueryParameter("q" + word(random, 8), word(random, 12));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            request.appendHeader("x-amz-meta-" + random.nextInt(3), "a  b " + random.nextInt(9) + "   c");
        }
        return request.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyRequestSignedInTheHeader(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            String secret = "s" + word(random, 40) + "e"; // the SDK trims what is blank at the ends
            SdkSigner signer = new SdkSigner("AKID" + i, secret, NOW);
            SdkSigner.Sent sent = signer.header(randomRequest(signer, random), new byte[] {1, 2}, _ -> {});

            assertThat(verifier("AKID" + i, secret).verify(sent.request()))
                    .as("seed %s, request %s: %s", seed, i, sent.request())
                    .isInstanceOf(Verification.Signed.class);
            assertThatThrownBy(() -> verifier("AKID0", secret + "x").verify(sent.request()))
                    .isInstanceOf(FaultException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void anyPresignedRequest(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            SdkSigner signer = new SdkSigner("AK/ID", "secret", NOW).overTls();
            SdkSigner.Sent sent = signer.presigned(randomRequest(signer, random), Duration.ofDays(7));
            SignatureVerifier<String> verifier = verifier("AK/ID", "secret");

            Verification<String> verification = verifier.verify(sent.request());

            assertThat(verification)
                    .isInstanceOfSatisfying(Verification.Signed.class, signed -> assertThat(signed.presigned())
                            .isTrue());
            assertThatThrownBy(() -> verifier.verify(sent.request().path("/bucket/other")))
                    .isInstanceOf(SignatureMismatch.class);
            assertThatThrownBy(() ->
                            verifier.verify(sent.request().query(sent.request().rawQuery() + "&versionId=1")))
                    .isInstanceOf(SignatureMismatch.class);
        }
    }

    /// A change of any one character of path or query, and any other method, breaks the signature.
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void nothingThatIsSignedCanBeChanged(long seed) {
        Random random = new Random(seed);
        SdkSigner signer = new SdkSigner("AKID", "secret", NOW);
        SdkHttpRequest original = signer.request(SdkHttpMethod.PUT, "/bucket/some/key")
                .appendRawQueryParameter("partNumber", "1")
                .appendRawQueryParameter("uploadId", "abc")
                .appendHeader("x-amz-meta-a", "b")
                .build();
        TestRequest request = signer.header(original, new byte[] {1}, _ -> {}).request();
        SignatureVerifier<String> verifier = verifier("AKID", "secret");
        assertThat(verifier.verify(request)).isInstanceOf(Verification.Signed.class);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            TestRequest changed = i % 2 == 0
                    ? request.path(mutated(request.rawPath(), random))
                    : request.query(mutated(request.rawQuery(), random));
            assertThatThrownBy(() -> verifier.verify(changed))
                    .as(changed.toString())
                    .isInstanceOf(FaultException.class);
        }
        assertThatThrownBy(() -> verifier.verify(request.replacing("x-amz-meta-a", "c")))
                .isInstanceOf(SignatureMismatch.class);
        assertThatThrownBy(() -> verifier.verify(request.with("x-amz-meta-b", "c")))
                .hasMessageContaining("which were not signed: x-amz-meta-b");
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        char other = (char) ('A' + random.nextInt(26));
        return text.substring(0, at) + other + text.substring(at + (random.nextBoolean() ? 1 : 0));
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 131_072, 300_001})
    void chunksSignedByTheSdk(int length) throws IOException {
        SdkSigner signer = new SdkSigner("AKID", "secret", NOW);
        SdkSigner.Sent sent = signer.header(
                put(signer, length),
                body(length),
                sign -> sign.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true));

        assertThat(sent.request().header("x-amz-content-sha256")).contains(PayloadMode.SIGNED_CHUNKS);
        assertThat(decoded(sent, Optional.empty())).isEqualTo(body(length));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "CRC64NVME")
    void chunksAndTrailerSignedByTheSdk(ChecksumAlgorithm algorithm) throws IOException {
        SdkSigner signer = new SdkSigner("AKID", "secret", NOW);
        SdkSigner.Sent sent = signer.header(put(signer, 200_000), body(200_000), sign -> sign.putProperty(
                        AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
                .putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, sdk(algorithm)));

        assertThat(sent.request().header("x-amz-content-sha256")).contains(PayloadMode.SIGNED_CHUNKS_AND_TRAILER);
        assertThat(decoded(sent, Optional.of(algorithm))).isEqualTo(body(200_000));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "CRC64NVME")
    void unsignedChunksWithATrailerByTheSdk(ChecksumAlgorithm algorithm) throws IOException {
        SdkSigner signer = new SdkSigner("AKID", "secret", NOW).overTls();
        SdkSigner.Sent sent = signer.header(put(signer, 70_000), body(70_000), sign -> sign.putProperty(
                        AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, sdk(algorithm)));

        assertThat(sent.request().header("x-amz-content-sha256")).contains(PayloadMode.UNSIGNED_CHUNKS_AND_TRAILER);
        assertThat(decoded(sent, Optional.of(algorithm))).isEqualTo(body(70_000));
    }

    private static SdkHttpRequest put(SdkSigner signer, int length) {
        return signer.request(SdkHttpMethod.PUT, "/bucket/key")
                .putHeader("Content-Length", Integer.toString(length))
                .build();
    }

    private static software.amazon.awssdk.checksums.spi.ChecksumAlgorithm sdk(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> DefaultChecksumAlgorithm.CRC32;
            case CRC32C -> DefaultChecksumAlgorithm.CRC32C;
            case CRC64NVME -> throw new IllegalArgumentException("the SDK has it only with its native library");
            case SHA1 -> DefaultChecksumAlgorithm.SHA1;
            case SHA256 -> DefaultChecksumAlgorithm.SHA256;
        };
    }

    /// The bytes that come out; the checksum that the SDK computed must be the one that we compute.
    private static byte[] decoded(SdkSigner.Sent sent, Optional<ChecksumAlgorithm> expected) throws IOException {
        DeclaredChecksums declared = DeclaredChecksums.from(sent.request());
        assertThat(declared.algorithm()).isEqualTo(expected);
        try (PayloadReader reader = PayloadReader.open(
                sent.request(), verifier("AKID", "secret").verify(sent.request()), declared, sent.body())) {
            byte[] bytes = reader.readAllBytes();
            Digests digests = new Digests(declared.algorithm().stream().toList());
            digests.update(bytes, 0, bytes.length);
            Optional<Checksum> verified = declared.verify(digests.finish(), reader.trailingChecksum());
            assertThat(verified.map(Checksum::algorithm)).isEqualTo(expected);
            return bytes;
        }
    }
}
