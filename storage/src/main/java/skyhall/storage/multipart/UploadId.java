package skyhall.storage.multipart;

import java.util.HexFormat;
import java.util.Optional;

/// The id of an upload; 32 hex digits on the wire.
public record UploadId(long number, long nonce) {
    public String text() {
        return HexFormat.of().toHexDigits(number) + HexFormat.of().toHexDigits(nonce);
    }

    public static Optional<UploadId> parse(String text) {
        if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                new UploadId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32)));
    }
}
