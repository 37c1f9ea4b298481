package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.AclXml;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;

/// Showing and changing access control lists.
public final class AclCalls {
    private final Buckets buckets;
    private final BucketFinder finder;
    private final ObjectFinder objectFinder;
    private final Refusals refusals;
    private final Objects objects;
    private final OwnerDirectory owners;

    public AclCalls(Buckets buckets, BucketJournal journal, Objects objects, OwnerDirectory owners) {
        this.buckets = buckets;
        this.finder = new BucketFinder(buckets);
        this.refusals = new Refusals(finder, journal);
        this.objectFinder = new ObjectFinder(finder, objects);
        this.objects = objects;
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Address.Scope.BUCKET, "acl", this::ofBucket),
                new Route(
                        "PUT",
                        Address.Scope.BUCKET,
                        "acl",
                        refusals.journalled(AdministrativeCall.PUT_BUCKET_ACL, this::setOfBucket)),
                new Route("GET", Address.Scope.OBJECT, "acl", this::ofObject),
                new Route(
                        "PUT",
                        Address.Scope.OBJECT,
                        "acl",
                        refusals.journalled(AdministrativeCall.PUT_OBJECT_ACL, this::setOfObject)));
    }

    private S3Answer ofBucket(S3Call call) {
        Bucket bucket = finder.of(call);
        Guard.require(call.subject(), S3Action.GET_BUCKET_ACL, bucket);
        return S3Answer.xml(AclXml.write(shown(bucket.acl(), bucket), owners));
    }

    private S3Answer setOfBucket(S3Call call) throws IOException {
        Bucket bucket = finder.of(call);
        Guard.require(call.subject(), S3Action.PUT_BUCKET_ACL, bucket);
        Acl acl = wished(call, bucket, bucket.ownerId());
        buckets.setAcl(bucket, acl);
        return S3Answer.ok();
    }

    private S3Answer ofObject(S3Call call) {
        ObjectVersion object = objectFinder.facts(call, S3Action.GET_OBJECT_ACL, S3Action.GET_OBJECT_VERSION_ACL);
        Bucket bucket = finder.of(call);
        S3Answer answer = S3Answer.xml(AclXml.write(shown(object.effectiveAcl(), bucket), owners));
        ObjectAnswer.version(answer, bucket, object.version());
        return answer;
    }

    private S3Answer setOfObject(S3Call call) throws IOException {
        ObjectVersion object = objectFinder.facts(call, S3Action.PUT_OBJECT_ACL, S3Action.PUT_OBJECT_VERSION_ACL);
        Bucket bucket = finder.of(call);
        if (!objects.setAcl(bucket, object, wished(call, bucket, object.ownerId()))) {
            throw new FaultException(StorageFault.NO_SUCH_KEY, "");
        }
        S3Answer answer = S3Answer.ok();
        ObjectAnswer.version(answer, bucket, object.version());
        return answer;
    }

    /// Where lists do not count, the owner is shown to have everything.
    private static Acl shown(Acl acl, Bucket bucket) {
        return bucket.honoursAcls() ? acl : Acl.privateTo(bucket.ownerId());
    }

    private Acl wished(S3Call call, Bucket bucket, String ownerId) throws IOException {
        Optional<Acl> byHeader = AclHeaders.of(call, owners, ownerId, bucket.ownerId());
        byte[] document = call.document();
        if (byHeader.isPresent() && document.length > 0) {
            throw new FaultException(
                    StorageFault.UNEXPECTED_CONTENT, "A list is given either by headers or by a document.");
        }
        if (byHeader.isEmpty() && document.length == 0) {
            throw new FaultException(
                    StorageFault.MISSING_SECURITY_HEADER, "Your request was missing a required header: x-amz-acl");
        }
        Acl acl = byHeader.orElseGet(() -> AclXml.read(document, ownerId, owners));
        AclRules.check(acl, call.header("x-amz-acl").orElse(""), bucket);
        return acl;
    }
}
