package skyhall.storage.permission;

import java.util.Set;
import skyhall.platform.access.Policy;

/// Whether a bucket policy opens the bucket to the world.
/// Source: Amazon S3 User Guide, "The meaning of public" (bucket policies).
public final class PublicPolicies {
    /// Conditions on fixed values of these keys keep a wildcard principal from being public.
    private static final Set<String> FIXING_KEYS = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:sourceip",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private PublicPolicies() {}

    public static boolean isPublic(Policy policy) {
        return policy.isPublic(FIXING_KEYS);
    }
}
