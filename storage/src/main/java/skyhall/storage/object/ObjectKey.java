package skyhall.storage.object;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An object's key: 1 to 1024 bytes of UTF-8, any characters. It is never a path.
public record ObjectKey(String text) {
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a key of 1 to 1024 bytes");
        }
    }

    public static Optional<ObjectKey> parse(String text) {
        return isValid(text) ? Optional.of(new ObjectKey(text)) : Optional.empty();
    }

    public static ObjectKey of(byte[] utf8) {
        return new ObjectKey(new String(utf8, StandardCharsets.UTF_8));
    }

    public byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isValid(String text) {
        return !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
