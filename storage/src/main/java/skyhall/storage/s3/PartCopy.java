package skyhall.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.multipart.Part;
import skyhall.storage.multipart.UploadChecksum;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.S3Times;
import skyhall.storage.wire.XmlText;

/// UploadPartCopy: a part from an object, or from a range of one. The bytes are read and written anew,
/// so that every
/// part is a file of its own.
final class PartCopy {
    private final ObjectFinder finder;
    private final Uploads uploads;
    private final ContentReader contents;

    PartCopy(ObjectFinder finder, Uploads uploads, ContentReader contents) {
        this.finder = finder;
        this.uploads = uploads;
        this.contents = contents;
    }

    S3Answer copy(S3Call call, UploadFinder.Named named, int number) throws IOException {
        CopySource from = CopySource.of(call.header("x-amz-copy-source").orElseThrow());
        ObjectVersion source = finder.source(call, from);
        if (ReadConditions.check(call, "x-amz-copy-source-", source) != ReadConditions.Result.HOLD) {
            throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
        }
        ByteRange range = range(call, source);
        Optional<ChecksumAlgorithm> algorithm = named.upload().checksum().map(UploadChecksum::algorithm);
        Digests digests = new Digests(algorithm.stream().toList());
        Part part;
        try (ContentReader.Opened opened = contents.open(source.content(), source.sizeBytes());
                InputStream bytes = opened.stream(range.first(), range.length())) {
            part = uploads.putPart(
                            named.upload(),
                            number,
                            bytes,
                            digests,
                            arrived -> UploadChecksums.ofPart(Optional.empty(), algorithm, arrived))
                    .orElseThrow(UploadFinder::none);
        }
        return answer(part, source, finder.bucket(from.bucket()));
    }

    private static S3Answer answer(Part part, ObjectVersion source, Bucket from) {
        XmlText xml = XmlText.document("CopyPartResult")
                .leaf("LastModified", S3Times.inDocuments(part.modifiedAt()))
                .leaf("ETag", '"' + part.etag() + '"');
        part.checksum()
                .ifPresent(
                        checksum -> xml.leaf("Checksum" + checksum.algorithm().wireName(), checksum.value()));
        S3Answer answer = S3Answer.xml(xml);
        if (from.versioning() != Versioning.NEVER) {
            answer.header("x-amz-copy-source-version-id", source.version().text());
        }
        return answer;
    }

    /// Unlike a range of reading, this one must lie inside the object.
    private static ByteRange range(S3Call call, ObjectVersion source) {
        Optional<String> header = call.header("x-amz-copy-source-range");
        if (header.isEmpty()) {
            if (source.sizeBytes() > PutCalls.MAX_BYTES) {
                throw new FaultException(StorageFault.ENTITY_TOO_LARGE, "A part can have 5 GiB.");
            }
            return new ByteRange(0, source.sizeBytes());
        }
        Matcher matcher = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})").matcher(header.get());
        if (!matcher.matches()) {
            throw new FaultException(
                    StorageFault.INVALID_ARGUMENT,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first > last || last >= source.sizeBytes()) {
            throw new FaultException(
                    StorageFault.INVALID_RANGE,
                    "Range specified is not valid for source object of size: " + source.sizeBytes());
        }
        return new ByteRange(first, last - first + 1);
    }
}
