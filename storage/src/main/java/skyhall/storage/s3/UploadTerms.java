package skyhall.storage.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Ownership;
import skyhall.storage.object.Content;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.permission.Subject;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.tag.Tags;

/// What is settled about an upload before its first byte is read: whose it will be, who may see it,
/// what it carries.
public record UploadTerms(
        Bucket bucket,
        ObjectKey key,
        String ownerId,
        String account,
        ObjectHeaders headers,
        Tags tags,
        Optional<Acl> acl) {
    /// The owner of what nobody signed for. Source: AWS shows this canonical id for anonymous uploads.
    static final String NOBODY = "65a011a29cdf8ec533ec3d1ccaae921c";

    /// Checks the right to put the key, and settles the terms.
    ///
    /// @throws FaultException `AccessDenied`, or what is wrong with the headers
    static UploadTerms of(S3Call call, Bucket bucket, OwnerDirectory owners) {
        ObjectKey key = ObjectFinder.key(call.key());
        return of(call, call.subject(), bucket, key, RequestHeaders.of(call), RequestHeaders.tags(call), owners);
    }

    static UploadTerms of(
            S3Call call,
            Subject subject,
            Bucket bucket,
            ObjectKey key,
            ObjectHeaders headers,
            Tags tags,
            OwnerDirectory owners) {
        String canned = call.header("x-amz-acl").orElse("");
        return settled(
                subject,
                bucket,
                key,
                headers,
                tags,
                canned,
                ownerId -> AclHeaders.of(call, owners, ownerId, bucket.ownerId()));
    }

    /// The same for a form, which can name a canned list only.
    public static UploadTerms ofForm(
            Subject subject, Bucket bucket, ObjectKey key, ObjectHeaders headers, Tags tags, String canned) {
        return settled(
                subject,
                bucket,
                key,
                headers,
                tags,
                canned,
                ownerId -> canned.isEmpty()
                        ? Optional.empty()
                        : Optional.of(AclHeaders.canned(canned).list(ownerId, bucket.ownerId())));
    }

    private static UploadTerms settled(
            Subject subject,
            Bucket bucket,
            ObjectKey key,
            ObjectHeaders headers,
            Tags tags,
            String canned,
            Function<String, Optional<Acl>> listFor) {
        Guard.require(subject, S3Action.PUT_OBJECT, bucket, key);
        // Whoever may put may tag what it puts (as in Ceph; AWS asks for a right of its own), unless that is denied.
        if (!tags.isEmpty() && Guard.denies(subject, S3Action.PUT_OBJECT_TAGGING, bucket, key)) {
            throw Guard.denied();
        }
        boolean bucketsOwn = belongsToBucket(bucket, canned);
        String ownerId = bucketsOwn ? bucket.ownerId() : subject.ownerId().isEmpty() ? NOBODY : subject.ownerId();
        Optional<Acl> acl = listFor.apply(ownerId);
        acl.ifPresent(list -> AclRules.check(list, canned, bucket));
        return new UploadTerms(
                bucket,
                key,
                ownerId,
                bucketsOwn ? bucket.account() : subject.account(),
                headers,
                tags,
                acl.flatMap(Objects::worthStoring));
    }

    private static boolean belongsToBucket(Bucket bucket, String canned) {
        return switch (bucket.ownership().orElse(Ownership.OBJECT_WRITER)) {
            case BUCKET_OWNER_ENFORCED -> true;
            case BUCKET_OWNER_PREFERRED -> canned.equals("bucket-owner-full-control");
            case OBJECT_WRITER -> false;
        };
    }

    /// The object that is to be, when its bytes have come.
    public NewObject object(
            Instant at, long sizeBytes, String etag, Optional<StoredChecksum> checksum, Content content) {
        return new NewObject(at, sizeBytes, etag, ownerId, account, headers, tags, acl, checksum, content);
    }
}
