package skyhall.storage.s3;

import java.io.IOException;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.object.VersionId;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.S3Times;
import skyhall.storage.wire.XmlText;

/// CopyObject. A copy shares the bytes of its source: nothing is read or written but rows.
final class CopyCalls {
    private final ObjectFinder finder;
    private final BucketFinder buckets;
    private final Objects objects;
    private final OwnerDirectory owners;

    CopyCalls(BucketFinder buckets, Objects objects, OwnerDirectory owners) {
        this.buckets = buckets;
        this.finder = new ObjectFinder(buckets, objects);
        this.objects = objects;
        this.owners = owners;
    }

    S3Answer copy(S3Call call) throws IOException {
        Encryption.refuse(call);
        CopySource from = CopySource.of(call.header("x-amz-copy-source").orElseThrow());
        Bucket target = buckets.of(call);
        ObjectKey key = ObjectFinder.key(call.key());
        ObjectVersion source = finder.source(call, from);
        if (ReadConditions.check(call, "x-amz-copy-source-", source) != ReadConditions.Result.HOLD) {
            throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
        }
        boolean replace = isReplace(call, "x-amz-metadata-directive");
        refuseNoChange(call, from, target, key, replace);
        if (source.sizeBytes() > PutCalls.MAX_BYTES) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
        }
        Tags tags = isReplace(call, "x-amz-tagging-directive") ? RequestHeaders.tags(call) : source.tags();
        UploadTerms terms = UploadTerms.of(
                call, call.subject(), target, key, replace ? RequestHeaders.of(call) : source.headers(), tags, owners);
        NewObject object = withChecksum(call, terms, source);
        PutOutcome outcome = objects.put(target, key, RequestHeaders.writeCondition(call), object);
        return answer(outcome, terms, object, finder.bucket(from.bucket()), source);
    }

    /// The source's checksum is the copy's, unless the client asks for another algorithm: then the
    /// bytes are read.
    private NewObject withChecksum(S3Call call, UploadTerms terms, ObjectVersion source) throws IOException {
        Optional<ChecksumAlgorithm> asked = call.header("x-amz-checksum-algorithm")
                .map(name -> ChecksumAlgorithm.parse(name)
                        .orElseThrow(() -> new FaultException(
                                StorageFault.INVALID_REQUEST, "Checksum algorithm provided is unsupported.")));
        boolean same = asked.isEmpty()
                || source.checksum()
                        .map(c -> c.algorithm() == asked.get() && c.type() == ChecksumType.FULL_OBJECT)
                        .orElse(false);
        Optional<StoredChecksum> checksum = same ? source.checksum() : Optional.of(objects.count(source, asked.get()));
        return terms.object(objects.now(), source.sizeBytes(), source.etag(), checksum, source.content());
    }

    private static S3Answer answer(
            PutOutcome outcome, UploadTerms terms, NewObject object, Bucket from, ObjectVersion source) {
        VersionId version = PutCalls.stored(outcome);
        XmlText xml = XmlText.document("CopyObjectResult")
                .leaf("LastModified", S3Times.inDocuments(object.modifiedAt()))
                .leaf("ETag", '"' + object.etag() + '"');
        object.checksum().ifPresent(checksum -> xml.leaf(
                        "Checksum" + checksum.algorithm().wireName(), checksum.value())
                .leaf("ChecksumType", checksum.type().name()));
        S3Answer answer = S3Answer.xml(xml);
        if (terms.bucket().versioning() == Versioning.ENABLED) {
            answer.header("x-amz-version-id", version.text());
        }
        if (from.versioning() != Versioning.NEVER) {
            answer.header("x-amz-copy-source-version-id", source.version().text());
        }
        return answer;
    }

    private static void refuseNoChange(S3Call call, CopySource from, Bucket target, ObjectKey key, boolean replace) {
        boolean same = from.bucket().equals(target.name().text())
                && from.key().equals(key.text())
                && from.asked() instanceof VersionId.Asked.Latest;
        boolean changes = replace
                || isReplace(call, "x-amz-tagging-directive")
                || call.header("x-amz-storage-class").isPresent()
                || call.header("x-amz-website-redirect-location").isPresent();
        if (same && !changes) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private static boolean isReplace(S3Call call, String header) {
        return switch (call.header(header).orElse("COPY")) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default -> throw new FaultException(StorageFault.INVALID_ARGUMENT, "Unknown metadata directive.");
        };
    }
}
