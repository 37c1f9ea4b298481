package skyhall.storage.checksum;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// The checksum algorithms of S3. The constant's name is the word on the wire (`x-amz-checksum-algorithm`).
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32);

    private static final List<ChecksumAlgorithm> ALL = List.of(values());

    private final int lengthBytes;
    private final String headerName;

    ChecksumAlgorithm(int lengthBytes) {
        this.lengthBytes = lengthBytes;
        this.headerName = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /// `CRC32`, `CRC64NVME`, ...: as S3 writes it in headers and documents.
    public String wireName() {
        return name();
    }

    /// The header that carries a value of it: `x-amz-checksum-crc32`, ... Also the trailer's and the form
    /// field's name.
    public String headerName() {
        return headerName;
    }

    /// Bytes of one value, before Base64.
    public int lengthBytes() {
        return lengthBytes;
    }

    /// Whether the checksum of a whole follows from those of its parts.
    public boolean isCombinable() {
        return lengthBytes <= 8;
    }

    /// Whether a multipart upload may ask for this type. Source: S3 User Guide, table "Full object and
    /// composite checksum types": CRC-64/NVME only for the full object, SHA only composite, the two CRC-32
    /// either.
    public boolean allows(ChecksumType type) {
        return switch (this) {
            case CRC32, CRC32C -> true;
            case CRC64NVME -> type == ChecksumType.FULL_OBJECT;
            case SHA1, SHA256 -> type == ChecksumType.COMPOSITE;
        };
    }

    /// The type of a multipart upload that names only the algorithm.
    public ChecksumType defaultType() {
        return this == CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }

    /// A computation at its start.
    public RunningChecksum start() {
        return switch (this) {
            case CRC32 -> new RunningCrc32(this, new CRC32());
            case CRC32C -> new RunningCrc32(this, new CRC32C());
            case CRC64NVME -> new RunningCrc64();
            case SHA1 -> new RunningDigest(this, "SHA-1");
            case SHA256 -> new RunningDigest(this, "SHA-256");
        };
    }

    /// The algorithm that a stranger named, upper or lower case; empty when there is no such one.
    public static Optional<ChecksumAlgorithm> parse(String wireName) {
        return ALL.stream().filter(a -> a.name().equalsIgnoreCase(wireName)).findFirst();
    }

    /// The algorithm whose values the header carries, by the header's name in any case; empty for any other
    /// header.
    public static Optional<ChecksumAlgorithm> ofHeader(String headerName) {
        return ALL.stream()
                .filter(a -> a.headerName.equalsIgnoreCase(headerName))
                .findFirst();
    }
}
