package skyhall.storage.checksum;

import java.util.Optional;

/// The checksum of a multipart object that covers its parts' checksums, written as `<Base64>-<number of
/// parts>`.
///
/// @param ofChecksums checksum of the parts' checksums, one after the other
/// @param parts how many there are, 1 to 10 000
public record CompositeChecksum(Checksum ofChecksums, int parts) {
    private static final int MOST_PARTS = 10_000;

    public CompositeChecksum {
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException("a composite checksum of " + parts + " parts");
        }
    }

    public String text() {
        return ofChecksums.text() + "-" + parts;
    }

    /// What a stranger wrote, or empty when it is not a composite checksum of this algorithm.
    static Optional<CompositeChecksum> parse(ChecksumAlgorithm algorithm, String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 0 || !text.substring(dash + 1).matches("[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        int parts = Integer.parseInt(text.substring(dash + 1));
        return Checksum.parse(algorithm, text.substring(0, dash))
                .filter(checksum -> parts <= MOST_PARTS)
                .map(checksum -> new CompositeChecksum(checksum, parts));
    }
}
