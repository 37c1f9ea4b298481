package skyhall.storage.object;

import java.util.HexFormat;
import java.util.Optional;

/// The id of a version. On the wire it is 32 hex digits, of which the first half is the version's place
/// in time and the
/// second a random number; or `null` for what was put without versioning.
///
/// @param sequence place in time; a later version has a higher one
/// @param nonce random, 0 for the null version
public record VersionId(long sequence, long nonce) {
    public boolean isNull() {
        return nonce == 0;
    }

    public String text() {
        return isNull()
                ? "null"
                : HexFormat.of().toHexDigits(sequence) + HexFormat.of().toHexDigits(nonce);
    }

    /// Which version a request asks for.
    public sealed interface Asked {
        /// None was named.
        record Latest() implements Asked {}

        /// `null` was named.
        record Null() implements Asked {}

        record Exact(VersionId id) implements Asked {}
    }

    /// Reads what a request named; empty when it cannot be an id of ours.
    public static Optional<Asked> ask(String text) {
        if (text.equals("null")) {
            return Optional.of(new Asked.Null());
        }
        if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        VersionId id =
                new VersionId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
        return id.isNull() ? Optional.empty() : Optional.of(new Asked.Exact(id));
    }
}
