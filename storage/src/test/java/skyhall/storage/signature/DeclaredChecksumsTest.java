package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;

class DeclaredChecksumsTest {
    private static final String CRC32_OF_HELLO = "NhCmhg==";

    private static TestRequest request(String headers) {
        TestRequest request = TestRequest.of("PUT", "/b/k", Instant.EPOCH);
        for (String header : headers.isEmpty() ? new String[0] : headers.split(";", -1)) {
            request = request.with(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1));
        }
        return request;
    }

    private static String outcome(String headers, String body, Optional<Checksum> trailing) {
        try {
            DeclaredChecksums declared = DeclaredChecksums.from(request(headers));
            Digests digests = new Digests(List.of(ChecksumAlgorithm.values()));
            digests.update(body.getBytes(StandardCharsets.UTF_8), 0, body.length());
            return declared.verify(digests.finish(), trailing)
                    .map(Checksum::toString)
                    .orElse("nothing");
        } catch (FaultException e) {
            return e.fault().wireCode() + ": " + e.detail();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                   | nothing",
                "Content-MD5:XUFAKrxLKna5cZ2REBfFkg==                 | nothing",
                "Content-MD5:rL0Y20xC+Fzt72VPzMSk2A==                 | BadDigest: The Content-MD5 you specified did not match",
                "Content-MD5:YWJyYWNhZGFicmE=                         | InvalidDigest",
                "Content-MD5:                                         | InvalidDigest",
                "Content-MD5:AWS HAHAHA                               | InvalidDigest",
                "x-amz-checksum-crc32:NhCmhg==                        | CRC32:NhCmhg==",
                "X-AMZ-Checksum-CRC32: NhCmhg== ;x-amz-sdk-checksum-algorithm:crc32 | CRC32:NhCmhg==",
                "x-amz-checksum-crc32:AAAAAA==                        | BadDigest: The CRC32 you specified did not match",
                "x-amz-checksum-sha256:bad                            | BadDigest: Value for x-amz-checksum-sha256 header is invalid.",
                "x-amz-checksum-crc32:NhCmhg==;x-amz-checksum-sha1:x  | BadDigest",
                "x-amz-checksum-crc32:NhCmhg==;x-amz-checksum-crc32c:mnG7TA== | InvalidRequest: Expecting a single x-amz-checksum- header.",
                "x-amz-checksum-crc32:NhCmhg==;x-amz-trailer:x-amz-checksum-crc32 | InvalidRequest: Expecting a single",
                "x-amz-checksum-md6:AAAA                              | InvalidRequest: The algorithm type you specified in x-amz-checksum-",
                "x-amz-checksum-mode:ENABLED;x-amz-checksum-type:FULL_OBJECT;x-amz-checksum-algorithm:CRC32 | nothing",
                "x-amz-trailer:x-amz-meta-a                           | InvalidRequest: The value specified in the x-amz-trailer header is not supported",
                "x-amz-sdk-checksum-algorithm:CRC32                   | InvalidRequest: x-amz-sdk-checksum-algorithm specified, but no",
                "x-amz-sdk-checksum-algorithm:SHA1;x-amz-checksum-crc32:NhCmhg== | InvalidRequest: Value for x-amz-sdk-checksum-algorithm",
                "x-amz-sdk-checksum-algorithm:FOO;x-amz-checksum-crc32:NhCmhg== | InvalidRequest: Value for x-amz-sdk-checksum-algorithm",
            })
    void headers(String headers, String expected) {
        assertThat(outcome(headers, "hello", Optional.empty())).startsWith(expected);
    }

    @Test
    void theTrailersChecksumIsComparedToo() {
        Optional<Checksum> right = Checksum.parse(ChecksumAlgorithm.CRC32, CRC32_OF_HELLO);
        String announced = "x-amz-trailer:x-amz-checksum-crc32;x-amz-sdk-checksum-algorithm:CRC32";

        assertThat(outcome(announced, "hello", right)).isEqualTo("CRC32:NhCmhg==");
        assertThat(outcome(announced, "hellx", right)).startsWith("BadDigest");
    }

    @Test
    void whatProtectsTheBytesIsKnownBeforehand() {
        assertThat(DeclaredChecksums.from(request("")).isEmpty()).isTrue();
        DeclaredChecksums announced = DeclaredChecksums.from(request("x-amz-trailer:X-Amz-Checksum-CRC64NVME"));
        assertThat(announced.isEmpty()).isFalse();
        assertThat(announced.inTrailer()).contains(ChecksumAlgorithm.CRC64NVME);
        assertThat(announced.algorithm()).contains(ChecksumAlgorithm.CRC64NVME);
        assertThat(announced.inHeader()).isEmpty();
    }

    @Test
    void aFormsFieldsAreReadLikeHeaders() {
        Map<String, String> fields =
                Stream.of("x-amz-checksum-crc32").collect(Collectors.toMap(n -> n, _ -> CRC32_OF_HELLO));

        assertThat(DeclaredChecksums.from(fields.keySet(), name -> Optional.ofNullable(fields.get(name)))
                        .inHeader()
                        .map(Checksum::text))
                .contains(CRC32_OF_HELLO);
    }
}
