package skyhall.storage.object;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;

/// The checksum that an object was put with.
///
/// @param value Base64, with `-parts` behind it when composite
public record StoredChecksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {
    public static StoredChecksum whole(Checksum checksum) {
        return new StoredChecksum(checksum.algorithm(), ChecksumType.FULL_OBJECT, checksum.text());
    }

    /// The stored form: `ALGORITHM:TYPE:value`.
    public String text() {
        return algorithm + ":" + type + ":" + value;
    }

    public static Optional<StoredChecksum> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String[] words = text.split(":", 3);
        return Optional.of(
                new StoredChecksum(ChecksumAlgorithm.valueOf(words[0]), ChecksumType.valueOf(words[1]), words[2]));
    }
}
