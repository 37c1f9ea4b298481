package skyhall.storage.s3;

import java.util.Locale;
import skyhall.platform.access.Policy;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;

/// What S3 demands of a bucket policy beyond the language: its own actions, and resources inside the bucket.
final class BucketPolicyRules {
    private BucketPolicyRules() {}

    static void check(Policy policy, Bucket bucket) {
        for (String action : policy.actions()) {
            String lower = action.toLowerCase(Locale.ROOT);
            if (!lower.equals("*") && !lower.startsWith("s3:")) {
                throw malformed("Policy has invalid action: " + action);
            }
        }
        for (String resource : policy.resources()) {
            boolean inside = resource.equals(bucket.arn())
                    || resource.startsWith(bucket.arn() + "/")
                    || resource.startsWith(bucket.arn() + "*")
                    || resource.equals("*")
                    || resource.equals("arn:aws:s3:::*");
            if (!inside) {
                throw malformed("Policy has invalid resource: " + resource);
            }
        }
    }

    private static FaultException malformed(String reason) {
        return new FaultException(StorageFault.MALFORMED_POLICY, reason);
    }
}
