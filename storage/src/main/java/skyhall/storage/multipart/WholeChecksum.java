package skyhall.storage.multipart;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;
import skyhall.storage.checksum.Digests;
import skyhall.storage.object.StoredChecksum;

/// Entity tag and checksum of an object from those of its parts; no byte is read again.
final class WholeChecksum {
    private WholeChecksum() {}

    /// MD5 of the parts' MD5 values, and their number.
    static String etag(List<Part> parts) {
        Digests digests = new Digests(List.of());
        for (Part part : parts) {
            byte[] md5 = HexFormat.of().parseHex(part.etag());
            digests.update(md5, 0, md5.length);
        }
        return digests.finish().md5Hex() + "-" + parts.size();
    }

    /// The checksum of the whole; empty when the upload was begun without one, or a part has none by
    /// its algorithm.
    static Optional<StoredChecksum> of(Optional<UploadChecksum> wanted, List<Part> parts) {
        return wanted.flatMap(how -> {
            List<Checksum> values = parts.stream()
                    .flatMap(part -> value(part, how.algorithm()).stream())
                    .toList();
            return values.size() == parts.size() ? Optional.of(whole(how, parts, values)) : Optional.empty();
        });
    }

    private static Optional<Checksum> value(Part part, ChecksumAlgorithm algorithm) {
        return part.checksum()
                .filter(checksum -> checksum.algorithm() == algorithm)
                .flatMap(checksum -> Checksum.parse(algorithm, checksum.value()));
    }

    private static StoredChecksum whole(UploadChecksum how, List<Part> parts, List<Checksum> values) {
        if (how.type() == ChecksumType.COMPOSITE) {
            return new StoredChecksum(
                    how.algorithm(), how.type(), Checksum.composite(values).text());
        }
        Checksum whole = Checksum.ofNothing(how.algorithm());
        for (int i = 0; i < parts.size(); i++) {
            whole = Checksum.combine(whole, values.get(i), parts.get(i).sizeBytes());
        }
        return StoredChecksum.whole(whole);
    }
}
