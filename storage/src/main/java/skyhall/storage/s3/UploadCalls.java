package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.multipart.Completion;
import skyhall.storage.multipart.CompletionOutcome;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.Part;
import skyhall.storage.multipart.UploadChecksum;
import skyhall.storage.multipart.UploadId;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.Objects;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.PercentText;
import skyhall.storage.wire.XmlText;

/// Multipart uploads: begin, part, complete, abort.
public final class UploadCalls {
    private final BucketFinder buckets;
    private final UploadFinder finder;
    private final Uploads uploads;
    private final Objects objects;
    private final OwnerDirectory owners;
    private final PartCopy partCopy;

    public UploadCalls(
            Buckets buckets, Uploads uploads, Objects objects, ContentReader contents, OwnerDirectory owners) {
        this.buckets = new BucketFinder(buckets);
        this.finder = new UploadFinder(this.buckets, uploads);
        this.uploads = uploads;
        this.objects = objects;
        this.owners = owners;
        this.partCopy = new PartCopy(new ObjectFinder(this.buckets, objects), uploads, contents);
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", Address.Scope.OBJECT, "uploads", this::begin),
                new Route("PUT", Address.Scope.OBJECT, "uploadId", this::part),
                new Route("POST", Address.Scope.OBJECT, "uploadId", this::complete),
                new Route("DELETE", Address.Scope.OBJECT, "uploadId", this::abort));
    }

    private S3Answer begin(S3Call call) {
        Encryption.refuse(call);
        UploadTerms terms = UploadTerms.of(call, buckets.of(call), owners);
        Optional<UploadChecksum> checksum = UploadChecksums.declared(call);
        OpenUpload upload = new OpenUpload(
                new UploadId(0, 0),
                terms.key(),
                objects.now(),
                terms.ownerId(),
                terms.account(),
                terms.headers(),
                terms.tags(),
                terms.acl(),
                checksum,
                Optional.empty());
        UploadId id = uploads.begin(terms.bucket(), upload)
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_BUCKET, ""));
        S3Answer answer = S3Answer.xml(XmlText.document("InitiateMultipartUploadResult")
                .leaf("Bucket", terms.bucket().name().text())
                .leaf("Key", terms.key().text())
                .leaf("UploadId", id.text()));
        checksum.ifPresent(
                how -> answer.header("x-amz-checksum-algorithm", how.algorithm().wireName())
                        .header("x-amz-checksum-type", how.type().name()));
        return answer;
    }

    private S3Answer part(S3Call call) throws IOException {
        int number = PartNumbers.parse(call.query().first("partNumber").orElse(""));
        UploadFinder.Named named = finder.open(call, S3Action.PUT_OBJECT);
        if (call.header("x-amz-copy-source").isPresent()) {
            return partCopy.copy(call, named, number);
        }
        Encryption.refuse(call);
        PutCalls.requireLength(call, PutCalls.MAX_BYTES);
        Optional<ChecksumAlgorithm> algorithm = named.upload().checksum().map(UploadChecksum::algorithm);
        Upload upload = Upload.open(call, algorithm);
        UploadChecksums.requireAgreement(upload.declared(), named.upload());
        Part part = uploads.putPart(
                        named.upload(),
                        number,
                        upload.body(),
                        upload.digests(),
                        arrived -> UploadChecksums.ofPart(upload.verified(arrived), algorithm, arrived))
                .orElseThrow(UploadFinder::none);
        S3Answer answer = S3Answer.ok().header("ETag", '"' + part.etag() + '"');
        part.checksum().ifPresent(checksum -> answer.header(checksum.algorithm().headerName(), checksum.value()));
        return answer;
    }

    private S3Answer complete(S3Call call) throws IOException {
        UploadFinder.Named named = finder.any(call, S3Action.PUT_OBJECT);
        Completion wish = CompletionXml.read(call, named.upload(), objects.now());
        return switch (uploads.complete(named.bucket(), named.upload(), wish)) {
            case CompletionOutcome.Done(OpenUpload.Completed completed) -> done(call, named, completed);
            case CompletionOutcome.Gone _ -> throw UploadFinder.none();
            case CompletionOutcome.WrongPart(int number) ->
                throw new FaultException(
                        StorageFault.INVALID_PART,
                        "Part " + number + " could not be found. It may not have been uploaded, or its entity tag or"
                                + " checksum may differ.");
            case CompletionOutcome.TooSmall(Part part) ->
                throw new FaultException(
                        StorageFault.ENTITY_TOO_SMALL,
                        "Part " + part.number() + " has " + part.sizeBytes() + " bytes; all parts but the last need "
                                + Uploads.MIN_PART_BYTES + ".");
            case CompletionOutcome.WrongWhole(String sentence) ->
                throw new FaultException(
                        call.header("x-amz-mp-object-size").isPresent()
                                ? StorageFault.INVALID_REQUEST
                                : StorageFault.BAD_DIGEST,
                        sentence);
            case CompletionOutcome.NotPut(PutOutcome reason) -> {
                PutCalls.stored(reason);
                throw new IllegalStateException("a put that was stored is no refusal");
            }
        };
    }

    private static S3Answer done(S3Call call, UploadFinder.Named named, OpenUpload.Completed completed) {
        String bucket = named.bucket().name().text();
        XmlText xml = XmlText.document("CompleteMultipartUploadResult")
                .leaf("Location", "/" + bucket + "/" + PercentText.encode(call.key(), true))
                .leaf("Bucket", bucket)
                .leaf("Key", call.key())
                .leaf("ETag", '"' + completed.etag() + '"');
        completed.checksum().ifPresent(checksum -> xml.leaf(
                        "Checksum" + checksum.algorithm().wireName(), checksum.value())
                .leaf("ChecksumType", checksum.type().name()));
        S3Answer answer = S3Answer.xml(xml);
        if (named.bucket().versioning() == Versioning.ENABLED) {
            answer.header("x-amz-version-id", completed.version().text());
        }
        return answer;
    }

    private S3Answer abort(S3Call call) {
        UploadFinder.Named named = finder.open(call, S3Action.ABORT_MULTIPART_UPLOAD);
        if (!uploads.abort(named.upload())) {
            throw UploadFinder.none();
        }
        return S3Answer.noContent();
    }
}
