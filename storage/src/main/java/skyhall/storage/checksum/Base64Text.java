package skyhall.storage.checksum;

import java.util.Base64;
import java.util.Optional;

/// Base64 read without leniency: a value has one way of being written, so that two equal texts mean two equal
/// values.
final class Base64Text {
    private Base64Text() {}

    static Optional<byte[]> strict(String text, int lengthBytes) {
        if (text.length() != (lengthBytes + 2) / 3 * 4) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == lengthBytes
                            && Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
