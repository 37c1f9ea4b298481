package skyhall.storage.s3;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import skyhall.platform.access.Policy;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;

/// What S3 demands of a bucket policy beyond the language: its own actions, and resources inside the
/// bucket.
final class BucketPolicyRules {
    private static final String PREFIX = "arn:aws:s3:::";

    private BucketPolicyRules() {}

    static void check(Policy policy, Bucket bucket) {
        for (String action : policy.actions()) {
            String lower = action.toLowerCase(Locale.ROOT);
            if (!lower.equals("*") && !lower.startsWith("s3:")) {
                throw malformed("Policy has invalid action: " + action);
            }
        }
        for (String resource : policy.resources()) {
            if (!resource.equals("*") && !mayMean(resource, bucket)) {
                throw malformed("Policy has invalid resource: " + resource);
            }
        }
    }

    /// Whether the part of the ARN that names a bucket fits this one; it may hold wildcards.
    private static boolean mayMean(String resource, Bucket bucket) {
        if (!resource.startsWith(PREFIX)) {
            return false;
        }
        String name = resource.substring(PREFIX.length()).split("/", 2)[0];
        String pattern = Arrays.stream(name.split("(?<=[*?])|(?=[*?])", -1))
                .map(piece -> switch (piece) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(piece);
                })
                .collect(Collectors.joining());
        return bucket.name().text().matches(pattern);
    }

    private static FaultException malformed(String reason) {
        return new FaultException(StorageFault.MALFORMED_POLICY, reason);
    }
}
