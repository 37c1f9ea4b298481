package skyhall.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.platform.identity.Principal;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.BucketName;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.CreateOutcome;
import skyhall.storage.bucket.DeleteOutcome;
import skyhall.storage.bucket.Ownership;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address.Scope;
import skyhall.storage.wire.S3Times;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// The calls that make, find, list and delete buckets.
public final class BucketCalls {
    private static final int MAX_LISTED = 10_000;

    private final Buckets buckets;
    private final BucketFinder finder;
    private final Refusals refusals;
    private final OwnerDirectory owners;
    private final String region;

    public BucketCalls(Buckets buckets, BucketJournal journal, OwnerDirectory owners, String region) {
        this.buckets = buckets;
        this.finder = new BucketFinder(buckets);
        this.refusals = new Refusals(finder, journal);
        this.owners = owners;
        this.region = region;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Scope.SERVICE, "", this::list),
                new Route("PUT", Scope.BUCKET, "", refusals.journalled(AdministrativeCall.CREATE_BUCKET, this::create)),
                new Route("HEAD", Scope.BUCKET, "", this::head),
                new Route(
                        "DELETE",
                        Scope.BUCKET,
                        "",
                        refusals.journalled(AdministrativeCall.DELETE_BUCKET, this::delete)),
                new Route("GET", Scope.BUCKET, "location", this::location));
    }

    private S3Answer create(S3Call call) throws IOException {
        Principal principal = call.principal();
        BucketName name = BucketName.parse(call.bucketName())
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_BUCKET_NAME, ""));
        if (!Guard.allowsByItself(call.subject(), S3Action.CREATE_BUCKET, "arn:aws:s3:::" + name.text())) {
            throw Guard.denied();
        }
        checkLocation(call.document());
        Optional<Ownership> ownership = call.header("x-amz-object-ownership").map(BucketCalls::ownership);
        Acl acl = AclHeaders.of(call, owners, principal.ownerId(), principal.ownerId())
                .orElseGet(() -> Acl.privateTo(principal.ownerId()));
        return switch (buckets.create(name, principal, acl, ownership)) {
            case CreateOutcome.Created _ -> S3Answer.ok().header("Location", "/" + name.text());
            case CreateOutcome.YoursAlready(Bucket bucket) -> again(bucket, acl);
            case CreateOutcome.Taken _ -> throw new FaultException(StorageFault.BUCKET_TAKEN, "");
            case CreateOutcome.TooMany(int allowed) ->
                throw new FaultException(StorageFault.TOO_MANY_BUCKETS, "The limit is " + allowed + ".");
        };
    }

    /// As AWS does in us-east-1, making one's own bucket again is no error; unlike there, the list
    /// stays as it is.
    private static S3Answer again(Bucket bucket, Acl asked) {
        if (!bucket.acl().equals(asked)) {
            throw new FaultException(StorageFault.BUCKET_TAKEN, "The bucket exists with another access control list.");
        }
        return S3Answer.ok().header("Location", "/" + bucket.name().text());
    }

    private static Ownership ownership(String text) {
        return Ownership.parse(text)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_ARGUMENT, "Invalid x-amz-object-ownership header: " + text));
    }

    private void checkLocation(byte[] document) {
        if (document.length == 0) {
            return;
        }
        XmlNode.parse(document, "CreateBucketConfiguration")
                .text("LocationConstraint")
                .filter(location -> !location.isEmpty() && !location.equals(region))
                .ifPresent(location -> {
                    throw new FaultException(
                            StorageFault.ILLEGAL_LOCATION, "The region here is " + region + ", not " + location + ".");
                });
    }

    private S3Answer head(S3Call call) {
        Bucket bucket = finder.of(call);
        Guard.require(call.subject(), S3Action.LIST_BUCKET, bucket);
        return S3Answer.ok().header("x-amz-bucket-region", region);
    }

    private S3Answer delete(S3Call call) {
        Bucket bucket = finder.of(call);
        Guard.require(call.subject(), S3Action.DELETE_BUCKET, bucket);
        return switch (buckets.delete(bucket)) {
            case DeleteOutcome.Deleted _ -> S3Answer.noContent();
            case DeleteOutcome.NotEmpty _ -> throw new FaultException(StorageFault.BUCKET_NOT_EMPTY, "");
            case DeleteOutcome.Busy _ -> throw new FaultException(StorageFault.OPERATION_ABORTED, "");
        };
    }

    private S3Answer location(S3Call call) {
        Bucket bucket = finder.of(call);
        Guard.require(call.subject(), S3Action.GET_BUCKET_LOCATION, bucket);
        XmlText xml = XmlText.document("LocationConstraint");
        return S3Answer.xml(region.equals("us-east-1") ? xml : xml.text(region));
    }

    private S3Answer list(S3Call call) {
        Principal principal = call.principal();
        if (!Guard.allowsByItself(call.subject(), S3Action.LIST_ALL_MY_BUCKETS, "arn:aws:s3:::*")) {
            throw Guard.denied();
        }
        int limit = limit(call);
        String prefix = call.query().first("prefix").orElse("");
        String after = call.query().first("continuation-token").orElse("");
        List<Bucket> found = buckets.page(principal.organisation(), prefix, after, limit + 1);
        List<Bucket> shown = found.subList(0, Math.min(found.size(), limit));
        XmlText xml = XmlText.document("ListAllMyBucketsResult")
                .open("Owner")
                .leaf("ID", principal.ownerId())
                .leaf("DisplayName", principal.displayName())
                .close()
                .open("Buckets");
        shown.forEach(bucket -> xml.open("Bucket")
                .leaf("Name", bucket.name().text())
                .leaf("CreationDate", S3Times.inDocuments(bucket.createdAt()))
                .leaf("BucketRegion", region)
                .close());
        xml.close();
        call.query().first("prefix").ifPresent(text -> xml.leaf("Prefix", text));
        if (found.size() > limit) {
            xml.leaf("ContinuationToken", shown.getLast().name().text());
        }
        return S3Answer.xml(xml);
    }

    private static int limit(S3Call call) {
        try {
            int limit = call.query().first("max-buckets").map(Integer::parseInt).orElse(MAX_LISTED);
            if (limit >= 1 && limit <= MAX_LISTED) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below with the same sentence as a number out of range.
        }
        throw new FaultException(StorageFault.INVALID_ARGUMENT, "max-buckets must be between 1 and 10000.");
    }
}
