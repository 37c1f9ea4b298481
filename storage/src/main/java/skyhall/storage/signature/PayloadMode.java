package skyhall.storage.signature;

import java.util.HexFormat;
import java.util.Optional;

/// How a body is framed and by what it is protected: the meaning of the header `x-amz-content-sha256`.
public sealed interface PayloadMode {
    String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    String SIGNED_CHUNKS_AND_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    String UNSIGNED_CHUNKS_AND_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// Plain bytes with this SHA-256.
    ///
    /// @param sha256Hex 64 lower-case hex digits
    record Hashed(String sha256Hex) implements PayloadMode {
        @Override
        public String wireText() {
            return sha256Hex;
        }
    }

    /// Plain bytes that no signature covers.
    record Unsigned() implements PayloadMode {
        @Override
        public String wireText() {
            return UNSIGNED_PAYLOAD;
        }
    }

    /// `aws-chunked`, each chunk signed; with a trailer that is signed too, or with none.
    record SignedChunks(boolean withTrailer) implements PayloadMode {
        @Override
        public String wireText() {
            return withTrailer ? SIGNED_CHUNKS_AND_TRAILER : SIGNED_CHUNKS;
        }
    }

    /// `aws-chunked` without signatures; the checksum in the trailer is the only protection.
    record UnsignedChunks() implements PayloadMode {
        @Override
        public String wireText() {
            return UNSIGNED_CHUNKS_AND_TRAILER;
        }
    }

    /// The value of `x-amz-content-sha256`; the last line of the canonical request.
    String wireText();

    /// Whether the body is framed as `aws-chunked`, so that its length on the wire is not the object's.
    default boolean isChunked() {
        return switch (this) {
            case Hashed _, Unsigned _ -> false;
            case SignedChunks _, UnsignedChunks _ -> true;
        };
    }

    /// What a stranger wrote into `x-amz-content-sha256`; empty when S3 knows no such value.
    static Optional<PayloadMode> parse(String text) {
        return switch (text) {
            case UNSIGNED_PAYLOAD -> Optional.of(new Unsigned());
            case SIGNED_CHUNKS -> Optional.of(new SignedChunks(false));
            case SIGNED_CHUNKS_AND_TRAILER -> Optional.of(new SignedChunks(true));
            case UNSIGNED_CHUNKS_AND_TRAILER -> Optional.of(new UnsignedChunks());
            default -> isSha256(text) ? Optional.of(new Hashed(text)) : Optional.empty();
        };
    }

    private static boolean isSha256(String text) {
        return text.length() == 64 && text.chars().allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c));
    }
}
