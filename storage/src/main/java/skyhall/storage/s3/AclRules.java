package skyhall.storage.s3;

import skyhall.platform.fault.FaultException;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;

/// Whether a bucket takes a list at all.
final class AclRules {
    private AclRules() {}

    /// @param canned the canned list's name when the list came from one, else empty
    /// @throws FaultException when lists do not count here, or public ones are blocked
    static void check(Acl acl, String canned, Bucket bucket) {
        if (!bucket.honoursAcls() && !isHarmless(acl, canned)) {
            throw new FaultException(StorageFault.ACL_NOT_SUPPORTED, "");
        }
        if (bucket.blocked().blockAcls() && acl.isPublic()) {
            throw new FaultException(
                    StorageFault.ACCESS_DENIED, "The public access block of the bucket refuses public lists.");
        }
    }

    /// Lists that say no more than what holds anyway.
    private static boolean isHarmless(Acl acl, String canned) {
        return canned.equals("bucket-owner-full-control")
                || (canned.isEmpty() && acl.equals(Acl.privateTo(acl.ownerId())));
    }
}
