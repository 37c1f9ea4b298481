package skyhall.storage.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void onePassGivesEveryValueWhateverTheBlocks() {
        byte[] data = new byte[100_000];
        new Random(7).nextBytes(data);
        Digests digests = new Digests(List.of(ChecksumAlgorithm.values()));
        Random lengths = new Random(8);
        for (int at = 0; at < data.length; ) {
            int length = Math.min(data.length - at, lengths.nextInt(5000));
            digests.update(data, at, length);
            at += length;
        }

        Digests.Results results = digests.finish();

        assertThat(results.lengthBytes()).isEqualTo(data.length);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            assertThat(results.checksum(algorithm)).contains(Checksum.of(algorithm, data));
        }
    }

    /// RFC 1321, appendix A.5.
    @Test
    void md5IsAlwaysThere() {
        Digests digests = new Digests(List.of());
        byte[] data = "xxabcxx".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        digests.update(data, 2, 3);

        assertThat(digests.finish().md5Hex()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(digests.finish().md5()).hasSize(16);
        assertThat(digests.finish().checksum(ChecksumAlgorithm.CRC32)).isEmpty();
    }

    @Test
    void anAlgorithmNamedTwiceIsCountedOnceAndNothingComesAfterTheEnd() {
        Digests digests = new Digests(Arrays.asList(ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC32C));
        digests.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 9);
        Digests.Results results = digests.finish();

        assertThat(results.checksum(ChecksumAlgorithm.CRC32C).orElseThrow().text())
                .isEqualTo("4waSgw==");
        assertThatThrownBy(() -> digests.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
