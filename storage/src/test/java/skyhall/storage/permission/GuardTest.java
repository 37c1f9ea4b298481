package skyhall.storage.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import skyhall.platform.Seeds;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.Grant;
import skyhall.storage.acl.Grantee;
import skyhall.storage.acl.Permission;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.BucketName;
import skyhall.storage.bucket.Ownership;
import skyhall.storage.bucket.PublicAccessBlock;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.object.Content;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.NaiveGuard.Rule;
import skyhall.storage.tag.Tags;

/// Worlds of callers, policies, lists, ownership and blocks drawn at random; [Guard] and
/// [NaiveGuard] must agree on every question about them.
final class GuardTest {
    private static final String NAME = "charts";
    private static final String KEY = "a/1";
    private static final List<String> PEOPLE = List.of("lin@harbour", "mei@harbour", "wu@airport", "");

    /// A world, told to both.
    private record World(
            Caller caller,
            NaiveGuard.Person person,
            Bucket bucket,
            NaiveGuard.Place place,
            ObjectVersion object,
            NaiveGuard.Thing thing) {}

    @Test
    void bothEvaluationsAgreeOnEveryQuestion() {
        int[] allowed = new int[2];
        Seeds.forEach(6000, (random, seed) -> {
            World world = world(random);
            Subject subject = new Subject(world.caller(), Map.of());
            for (S3Action action : S3Action.values()) {
                boolean ofObject = Guard.allows(subject, action, world.bucket(), world.object());
                assertThat(ofObject)
                        .as("%s on the object in %s", action, world)
                        .isEqualTo(NaiveGuard.allows(
                                world.person(),
                                action.wire(),
                                world.place(),
                                Optional.of(KEY),
                                Optional.of(world.thing())));
                assertThat(Guard.allows(subject, action, world.bucket(), new ObjectKey(KEY)))
                        .as("%s on the key in %s", action, world)
                        .isEqualTo(NaiveGuard.allows(
                                world.person(), action.wire(), world.place(), Optional.of(KEY), Optional.empty()));
                assertThat(Guard.allows(subject, action, world.bucket()))
                        .as("%s on the bucket in %s", action, world)
                        .isEqualTo(NaiveGuard.allows(
                                world.person(), action.wire(), world.place(), Optional.empty(), Optional.empty()));
                allowed[ofObject ? 1 : 0]++;
            }
        });
        assertThat(allowed[0]).as("both answers are common").isGreaterThan(20_000);
        assertThat(allowed[1]).isGreaterThan(20_000);
    }

    private static World world(RandomGenerator random) {
        List<Rule> own = rules(random, 3, () -> "");
        List<Rule> policy = rules(
                random,
                3,
                () -> pick(
                        random,
                        "*",
                        "arn:aws:iam::harbour:user/mei",
                        "arn:aws:iam::airport:user/wu",
                        "arn:aws:iam::airport:root",
                        "arn:aws:iam::harbour:root"));
        String who = pick(random, PEOPLE.toArray(String[]::new));
        String owner = pick(random, PEOPLE.toArray(String[]::new));
        Acl bucketAcl = acl(random, "id-of-lin");
        Acl objectAcl = acl(random, owner.isEmpty() ? "nobody" : id(owner));
        Optional<Ownership> ownership =
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(random, Ownership.values()));
        Optional<PublicAccessBlock> block = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new PublicAccessBlock(
                        random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
        return new World(
                caller(who, own),
                new NaiveGuard.Person(organisation(who), arn(who), id(who), who.isEmpty() ? List.of() : own),
                bucket(bucketAcl, ownership, block, policy),
                new NaiveGuard.Place(
                        NAME,
                        "harbour",
                        ownership.isEmpty() || ownership.get() != Ownership.BUCKET_OWNER_ENFORCED,
                        block.isPresent() && block.get().ignoreAcls(),
                        block.isPresent() && block.get().restrictBuckets(),
                        policy,
                        bucketAcl),
                object(owner, objectAcl),
                new NaiveGuard.Thing(KEY, organisation(owner), objectAcl));
    }

    private static String organisation(String person) {
        return person.isEmpty() ? "" : person.substring(person.indexOf('@') + 1);
    }

    private static String name(String person) {
        return person.isEmpty() ? "" : person.substring(0, person.indexOf('@'));
    }

    private static String id(String person) {
        return person.isEmpty() ? "" : "id-of-" + name(person);
    }

    private static String arn(String person) {
        return person.isEmpty() ? "" : "arn:aws:iam::" + organisation(person) + ":user/" + name(person);
    }

    private static Caller caller(String who, List<Rule> own) {
        if (who.isEmpty()) {
            return new Caller.Anonymous();
        }
        return new Principal(
                new PrincipalId(name(who).hashCode()),
                new OrganisationId(organisation(who).hashCode()),
                organisation(who),
                name(who),
                arn(who),
                id(who),
                name(who),
                own.isEmpty() ? List.of() : List.of(Policy.of(document(own), PolicyKind.IDENTITY)));
    }

    private static Bucket bucket(
            Acl acl, Optional<Ownership> ownership, Optional<PublicAccessBlock> block, List<Rule> policy) {
        return new Bucket(
                1,
                new BucketName(NAME),
                new OrganisationId("harbour".hashCode()),
                "harbour",
                "id-of-lin",
                Instant.EPOCH,
                Versioning.NEVER,
                ownership,
                block,
                acl,
                policy.isEmpty() ? Optional.empty() : Optional.of(Policy.of(document(policy), PolicyKind.RESOURCE)),
                Optional.empty(),
                Tags.NONE);
    }

    private static ObjectVersion object(String owner, Acl acl) {
        return new ObjectVersion(
                new ObjectKey(KEY),
                new VersionId(0, 0),
                Instant.EPOCH,
                0,
                "",
                owner.isEmpty() ? "nobody" : id(owner),
                organisation(owner),
                ObjectHeaders.NONE,
                Tags.NONE,
                Optional.of(acl),
                Optional.empty(),
                0,
                new Content.Empty());
    }

    private static Acl acl(RandomGenerator random, String owner) {
        List<Grant> grants = new ArrayList<>();
        if (random.nextBoolean()) {
            grants.add(new Grant(new Grantee.Owner(owner), Permission.FULL_CONTROL));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Grantee grantee =
                    switch (random.nextInt(6)) {
                        case 0 -> new Grantee.Everyone();
                        case 1 -> new Grantee.AnySigned();
                        case 2 -> new Grantee.LogDelivery();
                        default -> new Grantee.Owner("id-of-" + pick(random, "lin", "mei", "wu"));
                    };
            grants.add(new Grant(grantee, pick(random, Permission.values())));
        }
        return new Acl(owner, grants);
    }

    private static List<Rule> rules(RandomGenerator random, int most, Supplier<String> principal) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            rules.add(new Rule(
                    random.nextInt(4) != 0,
                    principal.get(),
                    random.nextBoolean()
                            ? pick(random, "s3:*", "s3:Get*", "s3:Put*", "s3:List*", "s3:Delete*", "s3:GetObject*")
                            : pick(random, S3Action.values()).wire(),
                    pick(
                            random,
                            "arn:aws:s3:::" + NAME,
                            "arn:aws:s3:::" + NAME + "/*",
                            "arn:aws:s3:::" + NAME + "*",
                            "arn:aws:s3:::" + NAME + "/" + KEY,
                            "arn:aws:s3:::" + NAME + "/b/*")));
        }
        return rules;
    }

    private static String document(List<Rule> rules) {
        return rules.stream()
                .map(rule -> "{\"Effect\":\"%s\",%s\"Action\":\"%s\",\"Resource\":\"%s\"}"
                        .formatted(
                                rule.allow() ? "Allow" : "Deny",
                                rule.principal().isEmpty()
                                        ? ""
                                        : "\"Principal\":{\"AWS\":\"" + rule.principal() + "\"},",
                                rule.action(),
                                rule.resource()))
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    }

    @SafeVarargs
    private static <T> T pick(RandomGenerator random, T... all) {
        return all[random.nextInt(all.length)];
    }
}
