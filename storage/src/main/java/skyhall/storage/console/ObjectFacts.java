package skyhall.storage.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;

/// What is known of an object's current version.
///
/// @param checksumName empty when it was put without one
/// @param metadata all headers that were stored with it, as text
public record ObjectFacts(
        long sizeBytes,
        Instant modifiedAt,
        String contentType,
        String etag,
        String checksumName,
        String checksum,
        Map<String, String> metadata,
        Map<String, String> tags) {

    static ObjectFacts of(Visit visit, Bucket bucket, ObjectVersion object) {
        Map<String, String> metadata = new TreeMap<>();
        object.headers().system().forEach((name, value) -> metadata.put(name, text(value)));
        object.headers().user().forEach((name, value) -> metadata.put("x-amz-meta-" + name, text(value)));
        boolean tagsToo = Guard.allows(visit.subject(), S3Action.GET_OBJECT_TAGGING, bucket, object);
        return new ObjectFacts(
                object.sizeBytes(),
                object.modifiedAt(),
                object.headers().contentType(),
                object.etag(),
                object.checksum().map(c -> c.algorithm().wireName()).orElse(""),
                object.checksum().map(ObjectFacts::shown).orElse(""),
                metadata,
                tagsToo ? object.tags().values() : Map.of());
    }

    /// SHA sums in hex, as the tools print them with which people compare; others as S3 shows them.
    private static String shown(StoredChecksum checksum) {
        boolean sha =
                checksum.algorithm() == ChecksumAlgorithm.SHA256 || checksum.algorithm() == ChecksumAlgorithm.SHA1;
        return sha && checksum.type() == ChecksumType.FULL_OBJECT
                ? HexFormat.of().formatHex(Base64.getDecoder().decode(checksum.value()))
                : checksum.value();
    }

    /// Stored headers are Latin-1 text that stands for bytes, which are UTF-8 as a rule.
    private static String text(String wire) {
        return Shown.key(new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
