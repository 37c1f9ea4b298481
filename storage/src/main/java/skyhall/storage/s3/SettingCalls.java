package skyhall.storage.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.access.PolicyParsing;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.Ownership;
import skyhall.storage.bucket.PublicAccessBlock;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.permission.PublicPolicies;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Operation;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.Address.Scope;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// The calls that show and change one setting of a bucket.
public final class SettingCalls {
    private final Buckets buckets;
    private final BucketFinder finder;
    private final Refusals refusals;

    public SettingCalls(Buckets buckets, BucketJournal journal) {
        this.buckets = buckets;
        this.finder = new BucketFinder(buckets);
        this.refusals = new Refusals(finder, journal);
    }

    public List<Route> routes() {
        return Stream.of(reads(), puts(), deletions()).flatMap(routes -> routes).toList();
    }

    private Stream<Route> reads() {
        return Stream.of(
                route("GET", "versioning", S3Action.GET_BUCKET_VERSIONING, SettingCalls::versioning),
                route("GET", "cors", S3Action.GET_BUCKET_CORS, SettingCalls::cors),
                route("GET", "tagging", S3Action.GET_BUCKET_TAGGING, SettingCalls::tags),
                route("GET", "ownershipControls", S3Action.GET_BUCKET_OWNERSHIP, SettingCalls::ownership),
                route("GET", "publicAccessBlock", S3Action.GET_PUBLIC_ACCESS_BLOCK, SettingCalls::publicAccess),
                route("GET", "policy", S3Action.GET_BUCKET_POLICY, SettingCalls::policy),
                route("GET", "policyStatus", S3Action.GET_BUCKET_POLICY_STATUS, SettingCalls::policyStatus));
    }

    private Stream<Route> puts() {
        return Stream.of(
                change(
                        AdministrativeCall.PUT_BUCKET_VERSIONING,
                        "PUT",
                        "versioning",
                        S3Action.PUT_BUCKET_VERSIONING,
                        this::setVersioning),
                change(AdministrativeCall.PUT_BUCKET_CORS, "PUT", "cors", S3Action.PUT_BUCKET_CORS, this::setCors),
                change(
                        AdministrativeCall.PUT_BUCKET_TAGGING,
                        "PUT",
                        "tagging",
                        S3Action.PUT_BUCKET_TAGGING,
                        this::setTags),
                change(
                        AdministrativeCall.PUT_BUCKET_OWNERSHIP,
                        "PUT",
                        "ownershipControls",
                        S3Action.PUT_BUCKET_OWNERSHIP,
                        this::setOwnership),
                change(
                        AdministrativeCall.PUT_PUBLIC_ACCESS_BLOCK,
                        "PUT",
                        "publicAccessBlock",
                        S3Action.PUT_PUBLIC_ACCESS_BLOCK,
                        this::setPublicAccess),
                change(
                        AdministrativeCall.PUT_BUCKET_POLICY,
                        "PUT",
                        "policy",
                        S3Action.PUT_BUCKET_POLICY,
                        this::setPolicy));
    }

    private Stream<Route> deletions() {
        return Stream.of(
                change(
                        AdministrativeCall.DELETE_BUCKET_CORS,
                        "DELETE",
                        "cors",
                        S3Action.PUT_BUCKET_CORS,
                        this::dropCors),
                change(
                        AdministrativeCall.DELETE_BUCKET_TAGGING,
                        "DELETE",
                        "tagging",
                        S3Action.PUT_BUCKET_TAGGING,
                        this::dropTags),
                change(
                        AdministrativeCall.DELETE_BUCKET_OWNERSHIP,
                        "DELETE",
                        "ownershipControls",
                        S3Action.PUT_BUCKET_OWNERSHIP,
                        this::dropOwnership),
                change(
                        AdministrativeCall.DELETE_PUBLIC_ACCESS_BLOCK,
                        "DELETE",
                        "publicAccessBlock",
                        S3Action.PUT_PUBLIC_ACCESS_BLOCK,
                        this::dropPublicAccess),
                change(
                        AdministrativeCall.DELETE_BUCKET_POLICY,
                        "DELETE",
                        "policy",
                        S3Action.DELETE_BUCKET_POLICY,
                        this::dropPolicy));
    }

    private Route route(String method, String subresource, S3Action action, OnBucket work) {
        Operation operation = call -> {
            Bucket bucket = finder.of(call);
            BucketAdministration.require(call, action, bucket);
            return work.answer(call, bucket);
        };
        return new Route(method, Scope.BUCKET, subresource, operation);
    }

    private Route change(AdministrativeCall call, String method, String subresource, S3Action action, OnBucket work) {
        Route route = route(method, subresource, action, work);
        return new Route(method, Scope.BUCKET, subresource, refusals.journalled(call, route.operation()));
    }

    private static S3Answer versioning(S3Call call, Bucket bucket) {
        XmlText xml = XmlText.document("VersioningConfiguration");
        return S3Answer.xml(
                switch (bucket.versioning()) {
                    case NEVER -> xml;
                    case ENABLED -> xml.leaf("Status", "Enabled");
                    case SUSPENDED -> xml.leaf("Status", "Suspended");
                });
    }

    private S3Answer setVersioning(S3Call call, Bucket bucket) throws IOException {
        String status = XmlNode.parse(call.document(), "VersioningConfiguration")
                .text("Status")
                .orElseThrow(() -> new FaultException(StorageFault.ILLEGAL_VERSIONING, ""));
        buckets.setVersioning(
                bucket,
                switch (status) {
                    case "Enabled" -> Versioning.ENABLED;
                    case "Suspended" -> Versioning.SUSPENDED;
                    default -> throw XmlNode.malformed("Status must be Enabled or Suspended.");
                });
        return S3Answer.ok();
    }

    private static S3Answer cors(S3Call call, Bucket bucket) {
        return bucket.cors()
                .map(rules -> S3Answer.xml(200, rules.xml()))
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_CORS, ""));
    }

    private S3Answer setCors(S3Call call, Bucket bucket) throws IOException {
        buckets.setCors(bucket, Optional.of(CorsRules.parse(call.document())));
        return S3Answer.ok();
    }

    private S3Answer dropCors(S3Call call, Bucket bucket) {
        buckets.setCors(bucket, Optional.empty());
        return S3Answer.noContent();
    }

    private static S3Answer tags(S3Call call, Bucket bucket) {
        if (bucket.tags().isEmpty()) {
            throw new FaultException(StorageFault.NO_SUCH_TAG_SET, "The TagSet does not exist");
        }
        return S3Answer.xml(200, bucket.tags().xml());
    }

    private S3Answer setTags(S3Call call, Bucket bucket) throws IOException {
        buckets.setTags(bucket, Tags.ofXml(call.document(), Tags.MAX_ON_BUCKET));
        return S3Answer.noContent();
    }

    private S3Answer dropTags(S3Call call, Bucket bucket) {
        buckets.setTags(bucket, Tags.NONE);
        return S3Answer.noContent();
    }

    private static S3Answer ownership(S3Call call, Bucket bucket) {
        Ownership ownership =
                bucket.ownership().orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_OWNERSHIP, ""));
        return S3Answer.xml(
                XmlText.document("OwnershipControls").open("Rule").leaf("ObjectOwnership", ownership.wire()));
    }

    private S3Answer setOwnership(S3Call call, Bucket bucket) throws IOException {
        String wish = XmlNode.parse(call.document(), "OwnershipControls")
                .one("Rule")
                .one("ObjectOwnership")
                .text();
        Ownership ownership = Ownership.parse(wish).orElseThrow(() -> XmlNode.malformed("Unknown ownership " + wish));
        if (ownership == Ownership.BUCKET_OWNER_ENFORCED
                && !bucket.acl().equals(skyhall.storage.acl.Acl.privateTo(bucket.ownerId()))) {
            throw new FaultException(
                    StorageFault.INVALID_BUCKET_ACL,
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        buckets.setOwnership(bucket, Optional.of(ownership));
        return S3Answer.ok();
    }

    private S3Answer dropOwnership(S3Call call, Bucket bucket) {
        buckets.setOwnership(bucket, Optional.empty());
        return S3Answer.noContent();
    }

    private static S3Answer publicAccess(S3Call call, Bucket bucket) {
        PublicAccessBlock block = bucket.publicAccessBlock()
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_PUBLIC_ACCESS_BLOCK, ""));
        return S3Answer.xml(XmlText.document("PublicAccessBlockConfiguration")
                .leaf("BlockPublicAcls", block.blockAcls())
                .leaf("IgnorePublicAcls", block.ignoreAcls())
                .leaf("BlockPublicPolicy", block.blockPolicy())
                .leaf("RestrictPublicBuckets", block.restrictBuckets()));
    }

    private S3Answer setPublicAccess(S3Call call, Bucket bucket) throws IOException {
        XmlNode xml = XmlNode.parse(call.document(), "PublicAccessBlockConfiguration");
        buckets.setPublicAccessBlock(
                bucket,
                Optional.of(new PublicAccessBlock(
                        flag(xml, "BlockPublicAcls"),
                        flag(xml, "IgnorePublicAcls"),
                        flag(xml, "BlockPublicPolicy"),
                        flag(xml, "RestrictPublicBuckets"))));
        return S3Answer.ok();
    }

    private static boolean flag(XmlNode xml, String name) {
        return switch (xml.text(name).orElse("false").toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw XmlNode.malformed(name + " must be true or false.");
        };
    }

    private S3Answer dropPublicAccess(S3Call call, Bucket bucket) {
        buckets.setPublicAccessBlock(bucket, Optional.empty());
        return S3Answer.noContent();
    }

    private static S3Answer policy(S3Call call, Bucket bucket) {
        return bucket.policy()
                .map(policy -> S3Answer.ok().bytes(policy.text().getBytes(StandardCharsets.UTF_8), "application/json"))
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_BUCKET_POLICY, ""));
    }

    private S3Answer setPolicy(S3Call call, Bucket bucket) throws IOException {
        String text = new String(call.document(), StandardCharsets.UTF_8);
        Policy policy =
                switch (Policy.parse(text, PolicyKind.RESOURCE)) {
                    case PolicyParsing.Parsed(Policy parsed) -> parsed;
                    case PolicyParsing.Malformed(String reason) -> throw malformedPolicy(reason);
                };
        BucketPolicyRules.check(policy, bucket);
        if (bucket.blocked().blockPolicy() && PublicPolicies.isPublic(policy)) {
            throw new FaultException(
                    StorageFault.ACCESS_DENIED, "The public access block of the bucket refuses public policies.");
        }
        buckets.setPolicy(bucket, Optional.of(policy));
        return S3Answer.noContent();
    }

    private static FaultException malformedPolicy(String reason) {
        return new FaultException(StorageFault.MALFORMED_POLICY, reason);
    }

    private S3Answer dropPolicy(S3Call call, Bucket bucket) {
        buckets.setPolicy(bucket, Optional.empty());
        return S3Answer.noContent();
    }

    private static S3Answer policyStatus(S3Call call, Bucket bucket) {
        boolean open = bucket.policy().map(PublicPolicies::isPublic).orElse(false)
                || (bucket.honoursAcls() && bucket.acl().isPublic());
        return S3Answer.xml(XmlText.document("PolicyStatus").leaf("IsPublic", open));
    }

    /// An operation on a bucket that was found and that the caller may work on.
    @FunctionalInterface
    private interface OnBucket {
        S3Answer answer(S3Call call, Bucket bucket) throws IOException;
    }
}
