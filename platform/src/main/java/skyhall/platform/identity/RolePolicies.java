package skyhall.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.access.PolicyParsing;

/// The roles' policy documents, and the one place where policies are parsed. Documents repeat (a role has the same
/// text for everybody in an organisation), so parsed ones are kept by their text.
///
/// Bucket names have no organisation in their ARN; that `arn:aws:s3:::*` means the buckets of one's own organisation
/// is the object store's rule: elsewhere the bucket's own policy must agree.
final class RolePolicies {
    private static final String OPERATOR = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Everything","Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private static final String ADMINISTRATOR = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Objects","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::*"},
              {"Sid":"Identity","Effect":"Allow","Action":["iam:*","sky:*"],"Resource":"arn:aws:iam::ORGANISATION:*"}]}""";

    private static final String DEVELOPER = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Read","Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"arn:aws:s3:::*"},
              {"Sid":"Write","Effect":"Allow","Action":["s3:PutObject*","s3:DeleteObject*","s3:AbortMultipartUpload",
                "s3:RestoreObject","s3:CreateBucket","s3:DeleteBucket","s3:PutBucketVersioning","s3:PutBucketTagging",
                "s3:PutBucketCORS","s3:PutBucketNotification","s3:PutLifecycleConfiguration"],
               "Resource":"arn:aws:s3:::*"}]}""";

    private static final String AUDITOR = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Objects","Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"arn:aws:s3:::*"},
              {"Sid":"Identity","Effect":"Allow","Action":["iam:Get*","iam:List*","sky:Get*","sky:List*"],
               "Resource":"arn:aws:iam::ORGANISATION:*"}]}""";

    private final Cache<String, Policy> parsed =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /// An organisation's name holds nothing that JSON or the policy language would read otherwise.
    static String document(Role role, String organisationName) {
        String form =
                switch (role) {
                    case OPERATOR -> OPERATOR;
                    case ADMINISTRATOR -> ADMINISTRATOR;
                    case DEVELOPER -> DEVELOPER;
                    case AUDITOR -> AUDITOR;
                };
        return form.replace("ORGANISATION", organisationName);
    }

    /// Why `document` is no policy for a person or role, or empty when it is one.
    static Optional<IdentityRefusal> refusal(String document) {
        return switch (Policy.parse(document, PolicyKind.IDENTITY)) {
            case PolicyParsing.Parsed _ -> Optional.empty();
            case PolicyParsing.Malformed(String reason) -> Optional.of(new IdentityRefusal.PolicyMalformed(reason));
        };
    }

    /// A document that was checked when it was stored.
    Policy policy(String document) {
        return parsed.get(document, RolePolicies::parse);
    }

    private static Policy parse(String document) {
        return switch (Policy.parse(document, PolicyKind.IDENTITY)) {
            case PolicyParsing.Parsed(Policy policy) -> policy;
            case PolicyParsing.Malformed(String reason) ->
                throw new IllegalStateException("a stored policy is malformed: " + reason);
        };
    }
}
