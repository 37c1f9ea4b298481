package skyhall.storage.checksum;

import java.util.Optional;

/// What the checksum of a multipart object covers.
public enum ChecksumType {
    /// The checksum of the parts' checksums, written with `-` and the number of parts.
    COMPOSITE,
    /// The checksum of the whole object's bytes, as if it had come in one piece.
    FULL_OBJECT;

    /// The type that the header `x-amz-checksum-type` names; empty when it names none.
    public static Optional<ChecksumType> parse(String wireName) {
        return switch (wireName) {
            case "COMPOSITE" -> Optional.of(COMPOSITE);
            case "FULL_OBJECT" -> Optional.of(FULL_OBJECT);
            default -> Optional.empty();
        };
    }
}
