package skyhall.storage.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.Seeds;

class ChecksumTest {
    /// CRCs: check values of the catalogue of parametrised CRC algorithms
    /// (reveng.sourceforge.io/crc-catalogue), entries
    /// CRC-32/ISO-HDLC, CRC-32/ISCSI, CRC-64/NVME. SHA: computed by coreutils' sha1sum and sha256sum.
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    })
    void theDigitsOneToNineGiveThePublishedValue(ChecksumAlgorithm algorithm, String hex) {
        Checksum checksum = Checksum.of(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(checksum.bytes())).isEqualTo(hex);
        assertThat(Base64.getDecoder().decode(checksum.text())).isEqualTo(checksum.bytes());
    }

    /// Values that the conformance suite ceph/s3-tests expects of 1024 times the letter A.
    @ParameterizedTest
    @CsvSource({"CRC64NVME, Qeh8oXvGiSo=", "SHA256, arcu6553sHVAiX4MjW0j7I7vD4w6R+Gz9Ok0Q9lTa+0="})
    void aKilobyteOfTheLetterAGivesTheSuitesValue(ChecksumAlgorithm algorithm, String text) {
        byte[] data = new byte[1024];
        Arrays.fill(data, (byte) 'A');

        assertThat(Checksum.of(algorithm, data).text()).isEqualTo(text);
    }

    @Test
    void aCompositeOfOnePartIsTheSuitesValue() {
        Checksum part = Checksum.parse(ChecksumAlgorithm.SHA256, "arcu6553sHVAiX4MjW0j7I7vD4w6R+Gz9Ok0Q9lTa+0=")
                .orElseThrow();

        CompositeChecksum composite = Checksum.composite(List.of(part));

        assertThat(composite.text()).isEqualTo("Ok6Cs5b96ux6+MWQkJO7UBT5sKPBeXBLwvj/hK89smg=-1");
        assertThat(CompositeChecksum.parse(ChecksumAlgorithm.SHA256, composite.text()))
                .contains(composite);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void combiningTwoPiecesIsTheSameAsGoingOverBoth(ChecksumAlgorithm algorithm) {
        Seeds.forEach(100, (random, seed) -> {
            byte[] first = Seeds.bytes(random, 200);
            byte[] second = Seeds.bytes(random, 200);
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);

            Checksum combined =
                    Checksum.combine(Checksum.of(algorithm, first), Checksum.of(algorithm, second), second.length);

            assertThat(combined).isEqualTo(Checksum.of(algorithm, both));
        });
    }

    @Test
    void combiningManyPartsOverGibibytesKeepsToTheAssociativeLaw() {
        for (ChecksumAlgorithm algorithm :
                List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC64NVME)) {
            Checksum a = Checksum.of(algorithm, new byte[] {1, 2, 3});
            Checksum b = Checksum.of(algorithm, new byte[] {4});
            Checksum c = Checksum.of(algorithm, new byte[] {5, 6});
            long bBytes = 5L << 30;
            long cBytes = 7L << 33;

            assertThat(Checksum.combine(Checksum.combine(a, b, bBytes), c, cBytes))
                    .isEqualTo(Checksum.combine(a, Checksum.combine(b, c, cBytes), bBytes + cBytes));
        }
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void nothingIsNeutral(ChecksumAlgorithm algorithm) {
        Checksum some = Checksum.of(algorithm, new byte[] {7, 7, 7});
        Checksum nothing = Checksum.ofNothing(algorithm);
        if (algorithm.isCombinable()) {
            assertThat(Checksum.combine(nothing, some, 3)).isEqualTo(some);
            assertThat(Checksum.combine(some, nothing, 0)).isEqualTo(some);
        } else {
            assertThatThrownBy(() -> Checksum.combine(nothing, some, 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bad", "y/Q5Jg=", "y/Q5Jg", "y/Q5Jh==", "y/Q5Jg== ", "y_Q5Jg==", "\n/Q5Jg==", "AAAAAAAA"})
    void whatIsNotExactlyOneValueInBase64IsNoChecksum(String text) {
        assertThat(Checksum.parse(ChecksumAlgorithm.CRC32, text)).isEmpty();
        assertThat(Checksum.parse(ChecksumAlgorithm.CRC32, "y/Q5Jg==")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y/Q5Jg==", "y/Q5Jg==-", "y/Q5Jg==-0", "y/Q5Jg==-01", "y/Q5Jg==-10001", "-1", "y/Q5Jg==-x"})
    void whatHasNoNumberOfPartsIsNoComposite(String text) {
        assertThat(CompositeChecksum.parse(ChecksumAlgorithm.CRC32, text)).isEmpty();
        assertThat(CompositeChecksum.parse(ChecksumAlgorithm.CRC32, "y/Q5Jg==-10000"))
                .isPresent();
    }

    @Test
    void theTypesThatEachAlgorithmAllowsAreThoseOfTheUserGuide() {
        StringBuilder table = new StringBuilder();
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            table.append(algorithm.headerName()).append(' ').append(algorithm.defaultType());
            for (ChecksumType type : ChecksumType.values()) {
                table.append(algorithm.allows(type) ? " " + type : "");
            }
            table.append('\n');
        }

        assertThat(table.toString()).isEqualTo("""
                        x-amz-checksum-crc32 COMPOSITE COMPOSITE FULL_OBJECT
                        x-amz-checksum-crc32c COMPOSITE COMPOSITE FULL_OBJECT
                        x-amz-checksum-crc64nvme FULL_OBJECT FULL_OBJECT
                        x-amz-checksum-sha1 COMPOSITE COMPOSITE
                        x-amz-checksum-sha256 COMPOSITE COMPOSITE
                        """);
    }

    @Test
    void namesAreReadInAnyCase() {
        assertThat(ChecksumAlgorithm.parse("crc64nvme")).contains(ChecksumAlgorithm.CRC64NVME);
        assertThat(ChecksumAlgorithm.ofHeader("X-Amz-Checksum-SHA1")).contains(ChecksumAlgorithm.SHA1);
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-mode")).isEmpty();
        assertThat(ChecksumAlgorithm.parse("MD5")).isEmpty();
        assertThat(ChecksumType.parse("FULL_OBJECT")).contains(ChecksumType.FULL_OBJECT);
        assertThat(ChecksumType.parse("full")).isEmpty();
    }

    @Test
    void aValueOfTheWrongLengthIsOurOwnMistake() {
        assertThatThrownBy(() -> new Checksum(ChecksumAlgorithm.CRC32, new byte[5]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checksum.composite(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checksum.composite(List.of(
                        Checksum.ofNothing(ChecksumAlgorithm.CRC32), Checksum.ofNothing(ChecksumAlgorithm.CRC32C))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
