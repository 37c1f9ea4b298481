package skyhall.storage.s3;

import java.util.EnumSet;
import java.util.Set;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.S3Call;

/// Who may look at and change a bucket's settings: as everywhere, but a policy cannot shut its own
/// organisation out
/// of correcting it. The bucket's owner may always read, replace and delete the policy.
/// Source: Amazon S3 User Guide, "Bucket policies": the root of the owning account keeps these three
/// rights.
final class BucketAdministration {
    private static final Set<S3Action> KEPT_BY_THE_OWNER =
            EnumSet.of(S3Action.GET_BUCKET_POLICY, S3Action.PUT_BUCKET_POLICY, S3Action.DELETE_BUCKET_POLICY);

    private BucketAdministration() {}

    static void require(S3Call call, S3Action action, Bucket bucket) {
        boolean ownersRight =
                KEPT_BY_THE_OWNER.contains(action) && call.subject().ownerId().equals(bucket.ownerId());
        if (!ownersRight) {
            Guard.require(call.subject(), action, bucket);
        }
    }
}
