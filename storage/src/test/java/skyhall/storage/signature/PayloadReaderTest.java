package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;

/// Bodies without signatures; those with them are in PublishedExamplesTest and SdkAgreementTest.
class PayloadReaderTest {
    private static final String HELLO_CRC32 = "x-amz-checksum-crc32:NhCmhg==";

    private static TestRequest put(long length) {
        return TestRequest.of("PUT", "/b/k", Instant.EPOCH)
                .with("x-amz-content-sha256", PayloadMode.UNSIGNED_CHUNKS_AND_TRAILER)
                .with("x-amz-decoded-content-length", Long.toString(length))
                .with("x-amz-trailer", "x-amz-checksum-crc32");
    }

    private static PayloadReader open(TestRequest request, InputStream body) {
        PayloadMode mode = PayloadMode.parse(
                        request.header("x-amz-content-sha256").orElseThrow())
                .orElseThrow();
        return PayloadReader.open(request, new Verification.Anonymous<>(mode), DeclaredChecksums.from(request), body);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// What comes of a body: its bytes and trailer, or the refusal.
    private static String outcome(TestRequest request, String body) throws IOException {
        try (PayloadReader reader = open(request, bytes(body))) {
            String text = new String(reader.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text
                    + reader.trailingChecksum()
                            .map(Checksum::text)
                            .map(sum -> " " + sum)
                            .orElse("");
        } catch (FaultException e) {
            return e.fault().wireCode() + ": " + e.detail();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5|hello|0|" + HELLO_CRC32 + "||",
                "5|hello|0|" + HELLO_CRC32 + "|",
                "5|hello|0|" + HELLO_CRC32,
                "2|he|3|llo|0|" + HELLO_CRC32 + "||",
                "00005|hello|0|" + HELLO_CRC32 + "||",
                "5;chunk-signature=x;other|hello|0;y|" + HELLO_CRC32 + "||",
                "5|hello|0|x-amz-checksum-crc32:NhCmhg==\n|",
                "5|hello|0|x-amz-checksum-crc32:NhCmhg==\n\n",
                "5|hello|0|X-Amz-Checksum-CRC32 : NhCmhg== ||",
            })
    void whatClientsSend(String body) throws IOException {
        assertThat(outcome(put(5), body.replace("|", "\r\n"))).isEqualTo("hello NhCmhg==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "''                               ^ IncompleteBody: The chunked body ended before",
                "5|hel                            ^ IncompleteBody: The chunked body ended before",
                "5|hello                          ^ IncompleteBody: The chunked body ended before",
                "5|hello|                         ^ IncompleteBody: The chunked body ended before",
                "4|hell|0|x-amz-checksum-crc32:NhCmhg==|| ^ IncompleteBody: 4 of 5 bytes arrived.",
                "6|hello!|0||                     ^ InvalidRequest: More bytes come than",
                "7fffffffffffffff|hello|0||       ^ InvalidRequest: A chunk does not begin with its length in hex.",
                "fffffffffffffff|hello|0||        ^ InvalidRequest: More bytes come than",
                "-5|hello|0||                     ^ InvalidRequest: A chunk does not begin",
                "|hello|0||                       ^ InvalidRequest: A chunk does not begin",
                "5|hello0||                       ^ InvalidRequest: A chunk does not end in CR LF",
                "5|hello!|0||                     ^ InvalidRequest: A chunk does not end in CR LF",
                "5|hello|0||                      ^ MalformedTrailerError: 'x-amz-checksum-crc32' was announced",
                "5|hello|0|x-amz-checksum-sha1:AAAA|| ^ MalformedTrailerError: 'x-amz-checksum-sha1' was not announced",
                "5|hello|0|x-amz-trailer-signature:a|| ^ MalformedTrailerError: 'x-amz-trailer-signature' was not",
                "5|hello|0|nothing||              ^ MalformedTrailerError: A line has no colon.",
                "5|hello|0|x-amz-checksum-crc32:NhCmhg==|x-amz-checksum-crc32:NhCmhg==|| ^ MalformedTrailerError: 'x-amz-checksum-crc32' is there twice",
                "5|hello|0|x-amz-checksum-crc32:bad|| ^ InvalidRequest: Value for x-amz-checksum-crc32 trailing header",
                "5|hello|0|x-amz-checksum-crc32:NhCmhg==||more ^ InvalidRequest: Something follows the final chunk",
                "5|hello|0|x-amz-checksum-crc32:NhCmhg==|||| ^ InvalidRequest: Something follows the final chunk",
            })
    void whatIsRefused(String body, String expected) throws IOException {
        assertThat(outcome(put(5), body.strip().replace("|", "\r\n"))).startsWith(expected);
    }

    @Test
    void lengthAndTrailerAreAskedOfTheHeaders() throws IOException {
        assertThat(outcome(put(0), "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"))
                .isEqualTo(" AAAAAA==");
        assertThat(outcome(put(5).without("x-amz-decoded-content-length"), "")).startsWith("MissingContentLength");
        assertThat(outcome(put(5).replacing("x-amz-decoded-content-length", "-5"), ""))
                .startsWith("InvalidArgument");
        assertThat(outcome(put(5).replacing("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), "hello"))
                .startsWith("InvalidRequest: x-amz-trailer needs");
        assertThat(outcome(put(5).without("x-amz-trailer"), "5\r\nhello\r\n0\r\n\r\n"))
                .isEqualTo("hello");
        assertThat(outcome(put(5).without("x-amz-trailer"), "5\r\nhello\r\n0\r\n" + HELLO_CRC32 + "\r\n\r\n"))
                .startsWith("MalformedTrailerError");
    }

    @Test
    void plainBodiesAreHeldToTheirLengthAndHash() throws IOException {
        TestRequest plain = TestRequest.of("PUT", "/b/k", Instant.EPOCH).with("Content-Length", "5");
        TestRequest unsigned = plain.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        TestRequest empty = plain.with("x-amz-content-sha256", Sha256.OF_NOTHING);

        assertThat(outcome(unsigned, "hello")).isEqualTo("hello");
        assertThat(outcome(unsigned, "hell")).isEqualTo("IncompleteBody: 4 of 5 bytes arrived.");
        assertThat(outcome(empty, "hello")).startsWith("XAmzContentSHA256Mismatch");
        assertThat(outcome(empty.without("Content-Length"), "")).isEmpty();
    }

    /// Hashing starts anew after a mismatch; without a memory the second answer could be another one.
    @Test
    void whatWasRefusedStaysRefused() throws IOException {
        TestRequest request =
                TestRequest.of("PUT", "/b/k", Instant.EPOCH).with("x-amz-content-sha256", Sha256.OF_NOTHING);
        try (PayloadReader reader = open(request, bytes("hello"))) {
            assertThatThrownBy(reader::readAllBytes).isInstanceOf(FaultException.class);
            assertThatThrownBy(reader::read).isInstanceOf(FaultException.class);
            assertThatThrownBy(reader::trailingChecksum).isInstanceOf(IllegalStateException.class);
        }
    }

    /// A body of 2 GiB in chunks of 1 GiB, which would not fit into the test's memory were a chunk held in it.
    @Test
    void aChunkIsNeverHeldInMemory() throws IOException {
        long chunkBytes = 1L << 30;
        InputStream body = new java.io.SequenceInputStream(java.util.Collections.enumeration(java.util.List.of(
                bytes(Long.toHexString(chunkBytes) + "\r\n"),
                new Zeros(chunkBytes),
                bytes("\r\n" + Long.toHexString(chunkBytes) + "\r\n"),
                new Zeros(chunkBytes),
                bytes("\r\n0\r\n\r\n"))));
        byte[] block = new byte[1 << 20];
        long count = 0;
        try (PayloadReader reader = open(put(2 * chunkBytes).without("x-amz-trailer"), body)) {
            for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
                count += read;
            }
        }

        assertThat(count).isEqualTo(2 * chunkBytes);
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThatThrownBy(() -> open(put(5), new Zeros(Long.MAX_VALUE)).readAllBytes())
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("longer than 2048");
    }

    /// Whatever sizes the line hands over and the caller asks for, the same bytes come out.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void splitAnywhere(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder wire = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int chunk = random.nextInt(20); chunk > 0; chunk--) {
            String data = "x\r\n0".repeat(1 + random.nextInt(3000));
            wire.append(Integer.toHexString(data.length()))
                    .append("\r\n")
                    .append(data)
                    .append("\r\n");
            whole.append(data);
        }
        wire.append("0\r\n\r\n");
        InputStream body = new Dribble(bytes(wire.toString()), random);
        StringBuilder read = new StringBuilder();
        try (PayloadReader reader = open(put(whole.length()).without("x-amz-trailer"), body)) {
            byte[] block = new byte[9000];
            for (int count = 0; count >= 0; ) {
                read.append(new String(block, 0, count, StandardCharsets.ISO_8859_1));
                count = reader.read(block, 0, 1 + random.nextInt(block.length));
            }
        }

        assertThat(read.toString()).isEqualTo(whole.toString());
    }

    /// So many zeros.
    static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }

    /// Hands over less than it was asked for.
    static final class Dribble extends java.io.FilterInputStream {
        private final Random random;

        Dribble(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(700)));
        }
    }
}
