package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The SDK on Netty, with many requests under way at once.
@Tag("slow")
@ParameterizedClass
@EnumSource
final class AwsSdkAsyncTest {
    private static final int PART_BYTES = 5 * 1024 * 1024;

    private final RunningServer server;
    private String bucket = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private S3AsyncClient s3;

    AwsSdkAsyncTest(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @BeforeEach
    void makeBucket() {
        bucket = server.freshBucket();
        s3 = SdkClients.async(server);
        s3.createBucket(b -> b.bucket(bucket)).join();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void manyPutsAndGetsAtOnce() {
        List<String> keys = new ArrayList<>(AwsSdkSyncTest.NASTY_KEYS);
        IntStream.range(0, 48).forEach(i -> keys.add("many/" + i));
        CompletableFuture.allOf(keys.stream()
                        .map(key -> s3.putObject(b -> b.bucket(bucket).key(key), AsyncRequestBody.fromString(key)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        List<CompletableFuture<String>> gets = keys.stream()
                .map(key -> s3.getObject(b -> b.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
                        .thenApply(bytes -> bytes.asUtf8String()))
                .toList();
        assertThat(gets.stream().map(CompletableFuture::join)).containsExactlyElementsOf(keys);
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).join().keyCount()).isEqualTo(keys.size());
    }

    @Test
    void partsInParallelAndRangesBack() {
        byte[] bytes = SomeFiles.bytes(SomeFiles.LARGE_BYTES);
        String upload = s3.createMultipartUpload(
                        b -> b.bucket(bucket).key("large").checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .join()
                .uploadId();
        List<CompletableFuture<CompletedPart>> parts = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> part(upload, number, bytes))
                .toList();
        List<CompletedPart> done = parts.stream().map(CompletableFuture::join).toList();
        s3.completeMultipartUpload(
                        b -> b.bucket(bucket).key("large").uploadId(upload).multipartUpload(m -> m.parts(done)))
                .join();
        List<CompletableFuture<byte[]>> ranges = IntStream.range(0, 4)
                .mapToObj(i -> s3.getObject(
                                b -> b.bucket(bucket)
                                        .key("large")
                                        .range("bytes=" + i * PART_BYTES + "-" + ((i + 1) * PART_BYTES - 1)),
                                AsyncResponseTransformer.toBytes())
                        .thenApply(part -> part.asByteArray()))
                .toList();
        for (int i = 0; i < 4; i++) {
            assertThat(ranges.get(i).join())
                    .isEqualTo(Arrays.copyOfRange(bytes, i * PART_BYTES, Math.min(bytes.length, (i + 1) * PART_BYTES)));
        }
        assertThat(s3.headObject(b -> b.bucket(bucket).key("large").checksumMode(ChecksumMode.ENABLED))
                        .join()
                        .checksumCRC32())
                .endsWith("-4");
    }

    @Test
    void onlyOneOfManyCreates() {
        List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 16)
                .mapToObj(i -> s3.putObject(
                                b -> b.bucket(bucket).key("once").ifNoneMatch("*"),
                                AsyncRequestBody.fromString("attempt " + i))
                        .handle((_, trouble) -> trouble == null))
                .toList();
        assertThat(attempts.stream().map(CompletableFuture::join).filter(won -> won))
                .hasSize(1);
    }

    @Test
    void anErrorIsTheSdksOwnException() {
        assertThatThrownBy(() -> s3.getObject(b -> b.bucket(bucket).key("none"), AsyncResponseTransformer.toBytes())
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey"));
    }

    private CompletableFuture<CompletedPart> part(String upload, int number, byte[] bytes) {
        byte[] part = Arrays.copyOfRange(bytes, (number - 1) * PART_BYTES, Math.min(bytes.length, number * PART_BYTES));
        return s3.uploadPart(
                        b -> b.bucket(bucket)
                                .key("large")
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        AsyncRequestBody.fromBytes(part))
                .thenApply(done -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(done.eTag())
                        .checksumCRC32(done.checksumCRC32())
                        .build());
    }
}
