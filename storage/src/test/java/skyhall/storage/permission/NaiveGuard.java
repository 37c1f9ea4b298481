package skyhall.storage.permission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.Grant;
import skyhall.storage.acl.Grantee;
import skyhall.storage.acl.Permission;

/// A second evaluation of who may do what, written after the Amazon S3 User Guide ("How Amazon S3
/// authorizes a request", "Access control list (ACL) overview", "Blocking public access") and not
/// after [Guard]: it looks at the statements of a policy themselves and collects every voice before
/// it counts them.
final class NaiveGuard {
    /// Actions that a grant on the bucket allows, by the guide's table.
    private static final Set<String> READS_BUCKET =
            Set.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads");
    private static final Set<String> WRITES_BUCKET =
            Set.of("s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload");
    /// Actions that a grant on the object allows.
    private static final Set<String> READS_OBJECT =
            Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:GetObjectVersionAttributes");

    private NaiveGuard() {}

    /// One statement of a policy.
    ///
    /// @param principal `*`, a user's ARN, or an organisation's root ARN; empty in a policy of the
    ///     caller's own
    record Rule(boolean allow, String principal, String action, String resource) {}

    /// Somebody who asks; `organisation` and `ownerId` are empty when nobody signed.
    record Person(String organisation, String arn, String ownerId, List<Rule> own) {
        boolean isAnonymous() {
            return organisation.isEmpty();
        }
    }

    /// @param lists whether access control lists count at all
    record Place(
            String name,
            String organisation,
            boolean lists,
            boolean ignorePublicLists,
            boolean restrictPublic,
            List<Rule> policy,
            Acl acl) {}

    /// @param organisation empty when nobody signed for it
    record Thing(String key, String organisation, Acl acl) {}

    static boolean allows(Person who, String action, Place bucket, Optional<String> key, Optional<Thing> object) {
        String resource =
                "arn:aws:s3:::" + bucket.name() + key.map(text -> "/" + text).orElse("");
        Predicate<Rule> speaks = rule -> covers(rule.action(), action) && covers(rule.resource(), resource);
        List<Rule> own = who.own().stream().filter(speaks).toList();
        List<Rule> theirs = bucket.policy().stream()
                .filter(speaks)
                .filter(rule -> names(rule.principal(), who))
                .toList();
        if (own.stream().anyMatch(rule -> !rule.allow()) || theirs.stream().anyMatch(rule -> !rule.allow())) {
            return false;
        }
        boolean ownVoice = !own.isEmpty();
        boolean stranger = !who.organisation().equals(bucket.organisation());
        boolean bucketIsPublic = bucket.policy().stream()
                .anyMatch(rule -> rule.allow() && rule.principal().equals("*"));
        boolean policyVoice = !theirs.isEmpty() && !(bucket.restrictPublic() && bucketIsPublic && stranger);
        boolean listVoice = bucket.lists()
                && (onBucket(action)
                                .filter(needed -> grants(bucket.acl(), who, needed, bucket))
                                .isPresent()
                        || object.flatMap(thing ->
                                        onObject(action).filter(needed -> grants(thing.acl(), who, needed, bucket)))
                                .isPresent());
        boolean othersObject = bucket.lists()
                && isAboutAnObject(action)
                && object.filter(thing -> !thing.organisation().isEmpty()
                                && !thing.organisation().equals(bucket.organisation()))
                        .isPresent();
        if (who.isAnonymous()) {
            return (policyVoice && !othersObject) || listVoice;
        }
        if (othersObject) {
            // The bucket's owner has no say in what is another's: what is left is the caller's right and the list.
            return ownVoice && listVoice;
        }
        return stranger ? ownVoice && (policyVoice || listVoice) : ownVoice || policyVoice || listVoice;
    }

    private static boolean covers(String pattern, String text) {
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(text);
    }

    private static boolean names(String principal, Person who) {
        return principal.equals("*")
                || (!who.isAnonymous()
                        && (principal.equals(who.arn())
                                || principal.equals("arn:aws:iam::" + who.organisation() + ":root")));
    }

    private static boolean grants(Acl acl, Person who, Permission needed, Place bucket) {
        for (Grant grant : acl.grants()) {
            boolean enough = grant.permission() == needed || grant.permission() == Permission.FULL_CONTROL;
            boolean meant =
                    switch (grant.grantee()) {
                        case Grantee.Owner(String id) -> !who.isAnonymous() && id.equals(who.ownerId());
                        case Grantee.Everyone _ -> !bucket.ignorePublicLists();
                        case Grantee.AnySigned _ -> !bucket.ignorePublicLists() && !who.isAnonymous();
                        case Grantee.LogDelivery _ -> false;
                    };
            if (enough && meant) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Permission> onBucket(String action) {
        if (READS_BUCKET.contains(action)) {
            return Optional.of(Permission.READ);
        }
        if (WRITES_BUCKET.contains(action)) {
            return Optional.of(Permission.WRITE);
        }
        return switch (action) {
            case "s3:GetBucketAcl" -> Optional.of(Permission.READ_ACP);
            case "s3:PutBucketAcl" -> Optional.of(Permission.WRITE_ACP);
            default -> Optional.empty();
        };
    }

    private static Optional<Permission> onObject(String action) {
        if (READS_OBJECT.contains(action)) {
            return Optional.of(Permission.READ);
        }
        return switch (action) {
            case "s3:GetObjectAcl", "s3:GetObjectVersionAcl" -> Optional.of(Permission.READ_ACP);
            case "s3:PutObjectAcl", "s3:PutObjectVersionAcl" -> Optional.of(Permission.WRITE_ACP);
            default -> Optional.empty();
        };
    }

    /// Whether the action reads or changes an object that is there; putting and deleting are the
    /// bucket's affair.
    private static boolean isAboutAnObject(String action) {
        return action.matches("s3:(Get|Put|Delete)Object(Version)?(Acl|Tagging|Attributes)|s3:GetObject(Version)?");
    }
}
