package skyhall.storage.s3;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.Content;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.XmlText;

/// The answer to GetObjectAttributes.
final class AttributesXml {
    private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
    private static final int MAX_PARTS = 1000;

    private AttributesXml() {}

    static XmlText of(S3Call call, ObjectVersion object, List<Content.Piece> pieces) {
        Set<String> asked = asked(call);
        XmlText xml = XmlText.document("GetObjectAttributesResponse");
        if (asked.contains("ETag")) {
            xml.leaf("ETag", object.etag());
        }
        if (asked.contains("Checksum")) {
            object.checksum().ifPresent(checksum -> xml.open("Checksum")
                    .leaf("Checksum" + checksum.algorithm().wireName(), checksum.value())
                    .leaf("ChecksumType", checksum.type().name())
                    .close());
        }
        if (asked.contains("ObjectParts") && !pieces.isEmpty()) {
            parts(xml, call, pieces);
        }
        if (asked.contains("StorageClass")) {
            xml.leaf("StorageClass", "STANDARD");
        }
        if (asked.contains("ObjectSize")) {
            xml.leaf("ObjectSize", object.sizeBytes());
        }
        return xml;
    }

    private static Set<String> asked(S3Call call) {
        Set<String> asked = new java.util.LinkedHashSet<>();
        for (String header : call.headers("x-amz-object-attributes")) {
            Arrays.stream(header.split(",", -1)).map(String::strip).forEach(asked::add);
        }
        if (asked.isEmpty() || !KNOWN.containsAll(asked)) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, "Invalid attribute name specified.");
        }
        return asked;
    }

    private static void parts(XmlText xml, S3Call call, List<Content.Piece> pieces) {
        int limit = number(call.header("x-amz-max-parts"), MAX_PARTS);
        int after = number(call.header("x-amz-part-number-marker"), 0);
        List<Content.Piece> shown = pieces.stream()
                .filter(piece -> piece.number() > after)
                .limit(limit)
                .toList();
        int last = shown.isEmpty() ? after : shown.getLast().number();
        boolean more = pieces.getLast().number() > last;
        xml.open("ObjectParts")
                .leaf("PartsCount", pieces.size())
                .leaf("PartNumberMarker", after)
                .leaf("NextPartNumberMarker", last)
                .leaf("MaxParts", limit)
                .leaf("IsTruncated", more);
        for (Content.Piece piece : shown) {
            xml.open("Part").leaf("PartNumber", piece.number()).leaf("Size", piece.sizeBytes());
            piece.checksum()
                    .ifPresent(checksum ->
                            xml.leaf("Checksum" + checksum.algorithm().wireName(), checksum.value()));
            xml.close();
        }
        xml.close();
    }

    private static int number(Optional<String> text, int fallback) {
        return text.map(RequestHeaders::size)
                .map(size -> (int) Math.min(size, MAX_PARTS))
                .orElse(fallback);
    }
}
