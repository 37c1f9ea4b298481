package skyhall.storage.s3;

import java.util.ArrayList;
import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.GetOutcome;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.permission.Subject;
import skyhall.storage.protocol.FaultWithHeaders;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.S3Times;

/// Finds the object that a call addresses, and refuses in S3's words when it is not there or not the
/// caller's.
final class ObjectFinder {
    private final BucketFinder buckets;
    private final Objects objects;

    ObjectFinder(BucketFinder buckets, Objects objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    Bucket bucket(S3Call call) {
        return buckets.of(call);
    }

    Bucket bucket(String name) {
        return buckets.named(name);
    }

    static ObjectKey key(String text) {
        return ObjectKey.parse(text).orElseThrow(() -> new FaultException(StorageFault.KEY_TOO_LONG, ""));
    }

    static VersionId.Asked asked(S3Call call) {
        return call.query().first("versionId").map(ObjectFinder::asked).orElseGet(VersionId.Asked.Latest::new);
    }

    static VersionId.Asked asked(String versionId) {
        return VersionId.ask(versionId)
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_ARGUMENT, "Invalid version id specified"));
    }

    /// Finds an object with its bytes and checks the right to do `action` with it.
    ObjectVersion withBytes(S3Call call, S3Action action, S3Action versionAction) {
        return found(call.subject(), bucket(call), key(call.key()), asked(call), action, versionAction, true);
    }

    /// The same without the bytes.
    ObjectVersion facts(S3Call call, S3Action action, S3Action versionAction) {
        return found(call.subject(), bucket(call), key(call.key()), asked(call), action, versionAction, false);
    }

    /// Finds the source of a copy, which the caller must be allowed to read.
    ObjectVersion source(S3Call call, CopySource source) {
        Bucket bucket = bucket(source.bucket());
        return found(
                call.subject(),
                bucket,
                key(source.key()),
                source.asked(),
                S3Action.GET_OBJECT,
                S3Action.GET_OBJECT_VERSION,
                true);
    }

    private ObjectVersion found(
            Subject subject,
            Bucket bucket,
            ObjectKey key,
            VersionId.Asked asked,
            S3Action action,
            S3Action versionAction,
            boolean withBytes) {
        boolean latest = asked instanceof VersionId.Asked.Latest;
        GetOutcome outcome = withBytes ? objects.get(bucket, key, asked) : objects.head(bucket, key, asked);
        return switch (outcome) {
            case GetOutcome.Found(ObjectVersion object) -> {
                Guard.require(subject, latest ? action : versionAction, bucket, object);
                yield object;
            }
            case GetOutcome.NotFound _ -> throw absent(subject, bucket, key, latest, action);
            case GetOutcome.Marker marker -> {
                if (!mayList(subject, bucket, key)) {
                    throw Guard.denied();
                }
                throw ofMarker(marker);
            }
        };
    }

    private static FaultException absent(
            Subject subject, Bucket bucket, ObjectKey key, boolean latest, S3Action action) {
        boolean mayKnow = mayList(subject, bucket, key)
                || (action != S3Action.GET_OBJECT && Guard.allows(subject, action, bucket, key));
        if (!mayKnow) {
            return Guard.denied();
        }
        return new FaultWithHeaders(
                latest ? StorageFault.NO_SUCH_KEY : StorageFault.NO_SUCH_VERSION,
                "",
                List.of(new S3Answer.Header("x-amz-delete-marker", "false")));
    }

    /// Who may list exactly this key learns that it is not there.
    private static boolean mayList(Subject subject, Bucket bucket, ObjectKey key) {
        return Guard.allows(subject.with("s3:prefix", List.of(key.text())), S3Action.LIST_BUCKET, bucket);
    }

    private static FaultException ofMarker(GetOutcome.Marker marker) {
        List<S3Answer.Header> headers = new ArrayList<>();
        headers.add(new S3Answer.Header("x-amz-delete-marker", "true"));
        headers.add(new S3Answer.Header("x-amz-version-id", marker.version().text()));
        if (!marker.asked()) {
            return new FaultWithHeaders(StorageFault.NO_SUCH_KEY, "", headers);
        }
        headers.add(new S3Answer.Header("Allow", "DELETE"));
        headers.add(new S3Answer.Header("Last-Modified", S3Times.inHeaders(marker.modifiedAt())));
        return new FaultWithHeaders(StorageFault.METHOD_NOT_ALLOWED, "", headers);
    }
}
