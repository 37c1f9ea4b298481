package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Mutations;

/// No body, whatever is in it, brings out more bytes than were announced, or any exception but a refusal.
class ChunkFuzzTest {
    private static final long ANNOUNCED_BYTES = 64;
    private static final Claim CLAIM = new Claim(
            new Credential("AKID", "20260304", "here"),
            RequestMoment.parse("20260304T050607Z").orElseThrow(),
            List.of("host"),
            "00",
            new PayloadMode.SignedChunks(true),
            false,
            false,
            Optional.empty());

    @FuzzTest
    void anyBody(byte[] body) {
        check(body);
    }

    @Test
    void changedBodies() {
        Mutations.of(
                1,
                5000,
                ChunkFuzzTest::check,
                "5\r\nhello\r\n3b\r\n" + "x".repeat(59) + "\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
                "40;chunk-signature=" + "0".repeat(64) + "\r\n" + "x".repeat(64) + "\r\n0;chunk-signature="
                        + "0".repeat(64) + "\r\nx-amz-checksum-crc32:NhCmhg==\n\r\nx-amz-trailer-signature:00\r\n\r\n");
    }

    private static void check(byte[] body) {
        TestRequest request = TestRequest.of("PUT", "/b/k", Instant.EPOCH)
                .with("x-amz-decoded-content-length", Long.toString(ANNOUNCED_BYTES))
                .with("x-amz-trailer", "x-amz-checksum-crc32");
        InputStream stream = new ByteArrayInputStream(body);
        PayloadMode.SignedChunks signed = new PayloadMode.SignedChunks(true);
        drain(request, new Verification.Anonymous<>(new PayloadMode.UnsignedChunks()), stream);
        drain(
                request,
                new Verification.Signed<>(
                        "AKID",
                        "me",
                        signed,
                        Optional.of(new ChunkSigner(new HmacKey(new byte[] {1}), CLAIM)),
                        new java.util.TreeSet<>(),
                        false,
                        Instant.EPOCH,
                        Optional.empty()),
                new ByteArrayInputStream(body));
    }

    private static void drain(TestRequest request, Verification<String> verification, InputStream body) {
        long count = 0;
        try (PayloadReader reader = PayloadReader.open(request, verification, DeclaredChecksums.from(request), body)) {
            byte[] block = new byte[7];
            for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
                assertThat(read).isPositive();
                count += read;
                assertThat(count).isLessThanOrEqualTo(ANNOUNCED_BYTES);
            }
            assertThat(count).isEqualTo(ANNOUNCED_BYTES);
            assertThat(reader.trailingChecksum()).isPresent();
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isIn(400, 403);
        } catch (IOException e) {
            throw new AssertionError("a stream in memory does not break", e);
        }
    }
}
