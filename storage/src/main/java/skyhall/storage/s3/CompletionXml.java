package skyhall.storage.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.multipart.Completion;
import skyhall.storage.multipart.NamedPart;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.XmlNode;

/// Reads what completes an upload: the document and the headers around it.
final class CompletionXml {
    private CompletionXml() {}

    static Completion read(S3Call call, OpenUpload upload, Instant now) throws IOException {
        List<NamedPart> parts = XmlNode.parse(call.documentOfAnObject(), "CompleteMultipartUpload")
                .all("Part")
                .map(CompletionXml::part)
                .toList();
        if (parts.isEmpty()) {
            throw XmlNode.malformed("There must be at least one part.");
        }
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).number() <= parts.get(i - 1).number()) {
                throw new FaultException(StorageFault.INVALID_PART_ORDER, "");
            }
        }
        call.header("x-amz-checksum-type").map(UploadChecksums::type).ifPresent(type -> {
            if (upload.checksum().map(how -> how.type() != type).orElse(true)) {
                throw new FaultException(
                        StorageFault.INVALID_REQUEST, "The upload was not begun with the checksum type " + type + ".");
            }
        });
        return new Completion(
                parts,
                RequestHeaders.writeCondition(call),
                whole(call, upload),
                call.header("x-amz-mp-object-size").map(RequestHeaders::size),
                now);
    }

    private static Optional<String> whole(S3Call call, OpenUpload upload) {
        return upload.checksum().flatMap(how -> call.header(how.algorithm().headerName()));
    }

    private static NamedPart part(XmlNode node) {
        String number = node.one("PartNumber").text();
        if (!number.matches("\\d{1,5}")) {
            throw XmlNode.malformed("PartNumber is not a number.");
        }
        Optional<String> checksum = node.children().stream()
                .filter(child -> child.name().startsWith("Checksum"))
                .map(XmlNode::text)
                .findFirst();
        return new NamedPart(Integer.parseInt(number), node.one("ETag").text().replace("\"", ""), checksum);
    }
}
