package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.GetOutcome;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.VersionId;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;

/// Putting an object in one piece, and copying one.
public final class PutCalls {
    /// Largest object in one put: 5 GiB, as S3 has it.
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    private final BucketFinder buckets;
    private final Objects objects;
    private final OwnerDirectory owners;
    private final CopyCalls copies;

    public PutCalls(Buckets buckets, Objects objects, OwnerDirectory owners) {
        this.buckets = new BucketFinder(buckets);
        this.objects = objects;
        this.owners = owners;
        this.copies = new CopyCalls(this.buckets, objects, owners);
    }

    public List<Route> routes() {
        return List.of(new Route("PUT", Address.Scope.OBJECT, "", this::put));
    }

    private S3Answer put(S3Call call) throws IOException {
        if (call.header("x-amz-copy-source").isPresent()) {
            return copies.copy(call);
        }
        Encryption.refuse(call);
        UploadTerms terms = UploadTerms.of(call, buckets.of(call), owners);
        Precondition condition = RequestHeaders.writeCondition(call);
        requireLength(call, MAX_BYTES);
        refuseEarly(terms, condition);
        Upload upload = Upload.open(call);
        AtomicReference<@Nullable NewObject> stored = new AtomicReference<>();
        PutOutcome outcome =
                objects.put(terms.bucket(), terms.key(), condition, upload.body(), upload.digests(), received -> {
                    NewObject object = terms.object(
                            objects.now(),
                            received.digests().lengthBytes(),
                            received.digests().md5Hex(),
                            upload.verified(received.digests()),
                            received.content());
                    stored.set(object);
                    return object;
                });
        NewObject object = java.util.Objects.requireNonNull(stored.get());
        return answer(outcome, terms.bucket(), object);
    }

    /// A condition that fails already now is answered before the body is sent; the commit asks again.
    private void refuseEarly(UploadTerms terms, Precondition condition) {
        if (condition.isNone()) {
            return;
        }
        Optional<ObjectVersion> current =
                switch (objects.head(terms.bucket(), terms.key(), new VersionId.Asked.Latest())) {
                    case GetOutcome.Found(ObjectVersion object) -> Optional.of(object);
                    case GetOutcome.NotFound _, GetOutcome.Marker _ -> Optional.empty();
                };
        if (!condition.holdsFor(current)) {
            throw new FaultException(
                    current.isEmpty() ? StorageFault.NO_SUCH_KEY : StorageFault.PRECONDITION_FAILED, "");
        }
    }

    static void requireLength(S3Call call, long maxBytes) {
        boolean chunkedByHttp = call.header("Transfer-Encoding").isPresent();
        OptionalLong length = call.announcedLength();
        if (length.isEmpty() && !chunkedByHttp) {
            throw new FaultException(StorageFault.MISSING_CONTENT_LENGTH, "");
        }
        if (length.orElse(0) > maxBytes) {
            throw new FaultException(StorageFault.ENTITY_TOO_LARGE, "At most " + maxBytes + " bytes are allowed.");
        }
    }

    static S3Answer answer(PutOutcome outcome, Bucket bucket, NewObject object) {
        VersionId version = stored(outcome);
        S3Answer answer = S3Answer.ok().header("ETag", '"' + object.etag() + '"');
        object.checksum().ifPresent(checksum -> ObjectAnswer.checksum(answer, checksum));
        if (bucket.versioning() == Versioning.ENABLED) {
            answer.header("x-amz-version-id", version.text());
        }
        return answer;
    }

    static VersionId stored(PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Stored(VersionId version) -> version;
            case PutOutcome.ConditionFailed _ -> throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
            case PutOutcome.NothingThere _ -> throw new FaultException(StorageFault.NO_SUCH_KEY, "");
            case PutOutcome.BucketGone _ -> throw new FaultException(StorageFault.NO_SUCH_BUCKET, "");
        };
    }
}
