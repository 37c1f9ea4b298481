package skyhall.storage.form;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.fault.StorageFault;

/// What a form may upload: until when, and with which fields. Source: S3 API Reference, "POST Policy".
///
/// @param conditions on fields; two on one field must both hold
/// @param length what all conditions `content-length-range` allow together
record PostPolicy(Instant expiration, List<PolicyCondition> conditions, LengthRange length) {
    /// Fields that no condition need name.
    private static final Set<String> FREE = Set.of("policy", "signature", "awsaccesskeyid", "x-amz-signature", "file");

    private static final String INVALID = "Invalid according to Policy: ";

    PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /// Reads the field `policy`: Base64 of a JSON document.
    ///
    /// @throws FaultException InvalidPolicyDocument
    static PostPolicy parse(String base64) {
        return PolicyDocument.read(base64);
    }

    /// Holds the form to the policy.
    ///
    /// @param bucket the bucket that the request names; what a field of that name says does not count
    /// @return how long the file may be
    /// @throws FaultException AccessDenied, with AWS's sentence
    LengthRange check(FormFields fields, String bucket, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        Set<String> covered = new HashSet<>();
        for (PolicyCondition condition : conditions) {
            String name = condition.field();
            Optional<String> value = name.equals("bucket") ? Optional.of(bucket) : fields.value(name);
            if (!condition.allows(value.orElse(""))) {
                throw denied("Policy Condition failed: " + condition.text());
            }
            covered.add(name);
        }
        requireCovered(fields, covered);
        return length;
    }

    /// The bucket itself must be named in a condition, or else the form would be good for every bucket.
    private static void requireCovered(FormFields fields, Set<String> covered) {
        Set<String> extra = new TreeSet<>(fields.names());
        extra.add("bucket");
        extra.removeAll(covered);
        extra.removeIf(PostPolicy::isFree);
        if (!extra.isEmpty()) {
            throw denied("Extra input fields: " + String.join(", ", extra));
        }
    }

    /// A checksum is free too: the suite (test_post_object_upload_checksum) sends one that its policy does not
    /// name, and it can only make the upload stricter. AWS wants it named.
    private static boolean isFree(String name) {
        return FREE.contains(name)
                || name.startsWith("x-ignore-")
                || ChecksumAlgorithm.ofHeader(name).isPresent();
    }

    private static FaultException denied(String detail) {
        return new FaultException(StorageFault.ACCESS_DENIED, INVALID + detail);
    }
}
