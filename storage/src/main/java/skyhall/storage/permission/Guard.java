package skyhall.storage.permission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.access.Access;
import skyhall.platform.access.AccessQuestion;
import skyhall.platform.access.Policy;
import skyhall.platform.access.Verdict;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;

/// Decides. Holds nothing: what it decides by comes with the question.
///
/// 1. A denial, in a policy of the caller or of the bucket, is final.
/// 2. A caller of the bucket's own organisation needs one allowance: of its own policies, the
///    bucket's policy, or a list.
/// 3. A stranger needs both sides: its own policies, and the bucket's policy or a list.
/// 4. Somebody without a signature needs the bucket's policy or a list.
/// 5. An object that belongs to another organisation than its bucket is its owner's, where lists
///    count: the bucket's policy can deny it, and allow it to nobody; whoever comes needs a list,
///    and its own policies if it signed. What nobody signed for is the bucket's.
public final class Guard {
    private Guard() {}

    /// @throws FaultException `AccessDenied`
    public static void require(Subject subject, S3Action action, Bucket bucket) {
        if (!allows(subject, action, bucket)) {
            throw denied();
        }
    }

    /// For an action on a key of which nothing is there yet, or whose object has no say in it.
    ///
    /// @throws FaultException `AccessDenied`
    public static void require(Subject subject, S3Action action, Bucket bucket, ObjectKey key) {
        if (!allows(subject, action, bucket, Optional.of(key), Optional.empty())) {
            throw denied();
        }
    }

    /// For an action on an object that is there.
    ///
    /// @throws FaultException `AccessDenied`
    public static void require(Subject subject, S3Action action, Bucket bucket, ObjectVersion object) {
        if (!allows(subject, action, bucket, object)) {
            throw denied();
        }
    }

    public static boolean allows(Subject subject, S3Action action, Bucket bucket, ObjectVersion object) {
        return allows(withTags(subject, object), action, bucket, Optional.of(object.key()), Optional.of(object));
    }

    public static boolean allows(Subject subject, S3Action action, Bucket bucket) {
        return allows(subject, action, bucket, Optional.empty(), Optional.empty());
    }

    public static boolean allows(Subject subject, S3Action action, Bucket bucket, ObjectKey key) {
        return allows(subject, action, bucket, Optional.of(key), Optional.empty());
    }

    /// Whether a policy denies it in so many words.
    public static boolean denies(Subject subject, S3Action action, Bucket bucket, ObjectKey key) {
        AccessQuestion question = question(subject, action, bucket.arn() + "/" + key.text());
        return byIdentity(subject, question) == Verdict.DENIED
                || byBucketPolicy(subject, bucket, question) == Verdict.DENIED;
    }

    /// Whether the caller's own policies let it do something that concerns no bucket yet.
    public static boolean allowsByItself(Subject subject, S3Action action, String resource) {
        return byIdentity(subject, question(subject, action, resource)) == Verdict.ALLOWED;
    }

    /// The answer for what is not there: a caller who may list learns that, others learn nothing.
    public static FaultException absent(Subject subject, Bucket bucket, StorageFault absence) {
        return allows(subject, S3Action.LIST_BUCKET, bucket) ? new FaultException(absence, "") : denied();
    }

    public static FaultException denied() {
        return new FaultException(StorageFault.ACCESS_DENIED, "");
    }

    private static boolean allows(
            Subject subject, S3Action action, Bucket bucket, Optional<ObjectKey> key, Optional<ObjectVersion> object) {
        AccessQuestion question = question(
                subject, action, key.map(k -> bucket.arn() + "/" + k.text()).orElse(bucket.arn()));
        Verdict own = byIdentity(subject, question);
        Verdict theirs = byBucketPolicy(subject, bucket, question);
        if (own == Verdict.DENIED || theirs == Verdict.DENIED) {
            return false;
        }
        boolean strangers = isStrangers(action, bucket, object);
        boolean byBucket = (theirs == Verdict.ALLOWED && !strangers) || byLists(subject, action, bucket, object);
        if (subject.caller() instanceof Caller.Anonymous) {
            return byBucket;
        }
        boolean family = subject.account().equals(bucket.account()) && !strangers;
        return family ? own == Verdict.ALLOWED || byBucket : own == Verdict.ALLOWED && byBucket;
    }

    private static boolean isStrangers(S3Action action, Bucket bucket, Optional<ObjectVersion> object) {
        return action.concernsOneObject()
                && bucket.honoursAcls()
                && object.map(o -> !o.account().isEmpty() && !o.account().equals(bucket.account()))
                        .orElse(false);
    }

    private static Verdict byIdentity(Subject subject, AccessQuestion question) {
        return subject.caller() instanceof Principal principal
                ? Access.decide(principal.policies(), question)
                : Verdict.SILENT;
    }

    private static Verdict byBucketPolicy(Subject subject, Bucket bucket, AccessQuestion question) {
        Optional<Policy> policy = bucket.policy();
        if (policy.isEmpty()) {
            return Verdict.SILENT;
        }
        Verdict verdict = Access.decide(List.of(policy.get()), question);
        boolean closed = bucket.blocked().restrictBuckets()
                && !subject.account().equals(bucket.account())
                && PublicPolicies.isPublic(policy.get());
        return verdict == Verdict.ALLOWED && closed ? Verdict.SILENT : verdict;
    }

    private static boolean byLists(Subject subject, S3Action action, Bucket bucket, Optional<ObjectVersion> object) {
        if (!bucket.honoursAcls()) {
            return false;
        }
        boolean byBucket = action.onBucketList()
                .map(needed -> counted(bucket.acl(), bucket).allows(subject.ownerId(), needed))
                .orElse(false);
        return byBucket
                || object.flatMap(o -> action.onObjectList()
                                .map(needed -> counted(o.effectiveAcl(), bucket).allows(subject.ownerId(), needed)))
                        .orElse(false);
    }

    private static Acl counted(Acl acl, Bucket bucket) {
        return bucket.blocked().ignoreAcls() ? acl.withoutPublicGrants() : acl;
    }

    private static AccessQuestion question(Subject subject, S3Action action, String resource) {
        String arn = subject.caller() instanceof Principal principal ? principal.arn() : "";
        return new AccessQuestion(
                arn, subject.account(), action.wire(), resource, subject.circumstances(), subject.ownerId());
    }

    private static Subject withTags(Subject subject, ObjectVersion object) {
        if (object.tags().isEmpty()) {
            return subject;
        }
        Map<String, List<String>> more = new HashMap<>(subject.circumstances());
        object.tags()
                .values()
                .forEach((name, value) ->
                        more.put(("s3:existingobjecttag/" + name).toLowerCase(java.util.Locale.ROOT), List.of(value)));
        return new Subject(subject.caller(), more);
    }
}
