package skyhall.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.storage.Depot;
import skyhall.storage.Together;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.CannedAcl;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.Asker;
import skyhall.storage.journal.JournalEntry;
import skyhall.storage.tag.Tags;

final class BucketsTest {
    private static final Principal LIN = Depot.person("harbour", "lin");
    private static final Principal WU = Depot.person("airport", "wu");

    @TempDir
    Path folder;

    private Depot depot;

    @BeforeEach
    void open() {
        depot = new Depot(folder, 5);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    @Test
    void aNewBucketHasWhatTheRulesSay() {
        Bucket bucket = depot.bucket("harbour-data", Versioning.NEVER);
        assertThat(bucket.ownerId()).isEqualTo(LIN.ownerId());
        assertThat(bucket.account()).isEqualTo("harbour");
        assertThat(bucket.organisation()).isEqualTo(LIN.organisation());
        assertThat(bucket.versioning()).isEqualTo(Versioning.NEVER);
        assertThat(bucket.ownership()).contains(Ownership.BUCKET_OWNER_ENFORCED);
        assertThat(bucket.publicAccessBlock()).contains(PublicAccessBlock.ALL);
        assertThat(bucket.honoursAcls()).isFalse();
        assertThat(bucket.arn()).isEqualTo("arn:aws:s3:::harbour-data");
        assertThat(depot.buckets.find("harbour-data")).contains(bucket);
    }

    @Test
    void rulesThatAreLessStrictCountToo() {
        Buckets open = new Buckets(
                depot.database,
                () -> Instant.EPOCH,
                new NewBucketRules(Ownership.OBJECT_WRITER, false, 5),
                depot.journal);
        Bucket bucket = created(open.create(new BucketName("open-data"), LIN, privateList(LIN), Optional.empty()));
        assertThat(bucket.honoursAcls()).isTrue();
        assertThat(bucket.publicAccessBlock()).isEmpty();
        assertThat(bucket.blocked()).isEqualTo(PublicAccessBlock.NONE);
        Bucket asked = created(open.create(
                new BucketName("asked-data"), LIN, privateList(LIN), Optional.of(Ownership.BUCKET_OWNER_PREFERRED)));
        assertThat(asked.ownership()).contains(Ownership.BUCKET_OWNER_PREFERRED);
    }

    @Test
    void oneNamespaceForAll() {
        Bucket mine = depot.bucket("shared-name", Versioning.NEVER);
        assertThat(create(LIN, "shared-name")).isEqualTo(new CreateOutcome.YoursAlready(mine));
        assertThat(create(WU, "shared-name")).isEqualTo(new CreateOutcome.Taken());
    }

    @Test
    void ofManyWhoCreateOneSucceedsAndItsOwnerIsToldThatItIsTheirs() throws Exception {
        List<CreateOutcome> outcomes = Together.run(12, i -> () -> create(i % 2 == 0 ? LIN : WU, "contested"));
        assertThat(outcomes).filteredOn(CreateOutcome.Created.class::isInstance).hasSize(1);
        String owner = depot.buckets.find("contested").orElseThrow().ownerId();
        for (int i = 0; i < outcomes.size(); i++) {
            boolean same = (i % 2 == 0 ? LIN : WU).ownerId().equals(owner);
            assertThat(outcomes.get(i) instanceof CreateOutcome.Taken).isEqualTo(!same);
        }
    }

    @Test
    void anOrganisationHasOnlySoMany() {
        IntStream.range(0, 5).forEach(i -> created(create(LIN, "bucket-" + i)));
        assertThat(create(LIN, "bucket-5")).isEqualTo(new CreateOutcome.TooMany(5));
        assertThat(create(WU, "bucket-5")).isInstanceOf(CreateOutcome.Created.class);
    }

    @Test
    void settingsComeBackAsTheyWereGiven() {
        Bucket bucket = depot.bucket("settings", Versioning.NEVER);
        Acl acl = CannedAcl.PUBLIC_READ_WRITE.list(LIN.ownerId(), LIN.ownerId());
        Policy policy = Policy.of(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::settings/*\"}]}",
                PolicyKind.RESOURCE);
        CorsRules cors =
                CorsRules.parse(("<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin>"
                                + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>")
                        .getBytes(StandardCharsets.UTF_8));
        Tags fifty = new Tags(IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "key " + i, i -> "&" + i)));
        depot.buckets.setAcl(bucket, acl);
        depot.buckets.setPolicy(bucket, Optional.of(policy));
        depot.buckets.setCors(bucket, Optional.of(cors));
        depot.buckets.setTags(bucket, fifty);
        depot.buckets.setOwnership(bucket, Optional.of(Ownership.OBJECT_WRITER));
        depot.buckets.setPublicAccessBlock(bucket, Optional.of(new PublicAccessBlock(true, false, true, false)));
        depot.buckets.setVersioning(bucket, Versioning.SUSPENDED);

        Bucket now = depot.buckets.find("settings").orElseThrow();
        assertThat(now.acl()).isEqualTo(acl);
        assertThat(now.policy().orElseThrow().text()).isEqualTo(policy.text());
        assertThat(now.cors()).contains(cors);
        assertThat(now.tags()).isEqualTo(fifty);
        assertThat(now.ownership()).contains(Ownership.OBJECT_WRITER);
        assertThat(now.publicAccessBlock()).contains(new PublicAccessBlock(true, false, true, false));
        assertThat(now.versioning()).isEqualTo(Versioning.SUSPENDED);

        depot.buckets.setPolicy(bucket, Optional.empty());
        depot.buckets.setCors(bucket, Optional.empty());
        depot.buckets.setTags(bucket, Tags.NONE);
        depot.buckets.setOwnership(bucket, Optional.empty());
        depot.buckets.setPublicAccessBlock(bucket, Optional.empty());
        now = depot.buckets.find("settings").orElseThrow();
        assertThat(now.policy()).isEmpty();
        assertThat(now.cors()).isEmpty();
        assertThat(now.tags()).isEqualTo(Tags.NONE);
        assertThat(now.ownership()).isEmpty();
        assertThat(now.honoursAcls()).isTrue();
        assertThat(now.publicAccessBlock()).isEmpty();
    }

    /// A policy that no longer parses must close the bucket, not open it.
    @Test
    void aStoredPolicyThatIsNoneKeepsTheBucketShut() {
        Bucket bucket = depot.bucket("spoilt", Versioning.NEVER);
        depot.database.sql().sql("UPDATE storage.bucket SET policy = '{}'").update();
        depot.buckets.setTags(bucket, Tags.NONE);
        assertThatThrownBy(() -> depot.buckets.find("spoilt")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBucketThatIsGoneTakesNoSettingAndLeavesNoEntry() {
        Bucket bucket = depot.bucket("gone-data", Versioning.NEVER);
        assertThat(depot.buckets.delete(bucket)).isEqualTo(new DeleteOutcome.Deleted());
        int before = depot.journal.done.size();
        assertThatThrownBy(() -> depot.buckets.setVersioning(bucket, Versioning.ENABLED))
                .isInstanceOf(FaultException.class);
        assertThat(depot.journal.done).hasSize(before);
    }

    @Test
    void anEntryNamesWhoAsksOrTheInstallationItself() {
        Bucket bucket = depot.bucket("named-data", Versioning.NEVER);
        assertThat(depot.journal.done.getLast().asker()).isEmpty();
        Asker asker = new Asker(LIN, "KEY", "192.0.2.7", "R1");
        asker.does(() -> {
            depot.buckets.setTags(bucket, Tags.NONE);
            return true;
        });
        assertThat(depot.journal.done.getLast())
                .isEqualTo(new JournalEntry(
                        AdministrativeCall.DELETE_BUCKET_TAGGING,
                        bucket.organisation(),
                        bucket.arn(),
                        Optional.of(asker),
                        Map.of()));
        assertThat(Asker.current()).isEmpty();
    }

    @Test
    void aChangeIsSeenAtOnceHereAndSoonElsewhere() {
        Buckets elsewhere = new Buckets(
                depot.database,
                InstantSource.system(),
                new NewBucketRules(Ownership.OBJECT_WRITER, false, 5),
                depot.journal);
        Bucket bucket = depot.bucket("seen", Versioning.NEVER);
        assertThat(elsewhere.find("seen")).contains(bucket);
        depot.buckets.setVersioning(bucket, Versioning.ENABLED);
        assertThat(depot.buckets.find("seen").orElseThrow().versioning()).isEqualTo(Versioning.ENABLED);
        long end = System.nanoTime() + Buckets.REMEMBERED.multipliedBy(10).toNanos();
        while (elsewhere.find("seen").orElseThrow().versioning() != Versioning.ENABLED) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aBucketThatWasLookedForInVainIsSeenOnceItIsThere() {
        assertThat(depot.buckets.find("later")).isEmpty();
        created(create(LIN, "later"));
        assertThat(depot.buckets.find("later")).isPresent();
    }

    @Test
    void anOrganisationSeesItsOwnBucketsInOrder() {
        for (String name : List.of("zebra", "apple", "apple.pie", "apple-pie", "mango")) {
            created(create(LIN, name));
        }
        created(create(WU, "airport-data"));
        OrganisationId harbour = LIN.organisation();
        assertThat(names(depot.buckets.page(harbour, "", "", 10)))
                .containsExactly("apple", "apple-pie", "apple.pie", "mango", "zebra");
        assertThat(names(depot.buckets.page(harbour, "apple", "", 10)))
                .containsExactly("apple", "apple-pie", "apple.pie");
        assertThat(names(depot.buckets.page(harbour, "", "apple-pie", 2))).containsExactly("apple.pie", "mango");
        assertThat(names(depot.buckets.page(WU.organisation(), "", "", 10))).containsExactly("airport-data");
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void onlyAnEmptyBucketIsDeleted(Versioning versioning) {
        Bucket bucket = depot.bucket("emptied", versioning);
        depot.put(bucket, "key", "text");
        assertThat(depot.buckets.delete(bucket)).isEqualTo(new DeleteOutcome.NotEmpty());
        depot.delete(bucket, "key");
        boolean emptied = versioning == Versioning.NEVER;
        assertThat(depot.buckets.delete(bucket))
                .isEqualTo(emptied ? new DeleteOutcome.Deleted() : new DeleteOutcome.NotEmpty());
        assertThat(depot.buckets.find("emptied").isPresent()).isEqualTo(!emptied);
        if (!emptied) {
            assertThat(depot.put(bucket, "key", "again")).isInstanceOf(skyhall.storage.object.PutOutcome.Stored.class);
        }
    }

    /// A mark that a killed server left keeps writes out until it is taken back; it is never taken for a deletion.
    @Test
    void theMarkOfAKilledServerIsTakenBack() {
        Bucket bucket = depot.bucket("marked", Versioning.NEVER);
        mark("2 minutes");
        assertThat(depot.buckets.find("marked")).isPresent();
        assertThat(depot.buckets.recover()).isEqualTo(1);
        assertThat(depot.put(bucket, "key", "text")).isInstanceOf(skyhall.storage.object.PutOutcome.Stored.class);
        mark("1 second");
        assertThat(depot.buckets.recover()).isZero();
        depot.delete(bucket, "key");
        assertThat(depot.buckets.delete(bucket)).isEqualTo(new DeleteOutcome.Busy());
        mark("2 minutes");
        assertThat(depot.buckets.delete(bucket)).isEqualTo(new DeleteOutcome.Deleted());
    }

    private void mark(String ago) {
        depot.database
                .sql()
                .sql("UPDATE storage.bucket SET deleting_at = clock_timestamp() - CAST(:ago AS interval)")
                .param("ago", ago)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a.b.c", "123", "0a0", "1.2.3", "1.2.3.4.5", "a--b", "a1234567890b"})
    void namesOfTheGuideAreNames(String name) {
        assertThat(BucketName.parse(name)).isPresent();
    }

    /// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "-abc",
                "abc-",
                ".abc",
                "abc.",
                "a..b",
                "a.-b",
                "a-.b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "abc-s3alias",
                "abc--ol-s3",
                "a b",
                "a/b",
                "äbc",
                "a\nb",
                "abc\n"
            })
    void othersAreNot(String name) {
        assertThat(BucketName.parse(name)).isEmpty();
        assertThatThrownBy(() -> new BucketName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameHas3To63Characters() {
        assertThat(BucketName.parse("a".repeat(63))).isPresent();
        assertThat(BucketName.parse("a".repeat(64))).isEmpty();
    }

    @Test
    void theFourSwitchesReadBack() {
        for (int bits = 0; bits < 16; bits++) {
            PublicAccessBlock block =
                    new PublicAccessBlock((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0);
            assertThat(PublicAccessBlock.of(block.text())).isEqualTo(block);
        }
        assertThat(Map.of(
                        "BucketOwnerEnforced",
                        Ownership.BUCKET_OWNER_ENFORCED,
                        "ObjectWriter",
                        Ownership.OBJECT_WRITER))
                .allSatisfy(
                        (wire, ownership) -> assertThat(Ownership.parse(wire)).contains(ownership));
        assertThat(Ownership.parse("objectwriter")).isEmpty();
    }

    private CreateOutcome create(Principal owner, String name) {
        return depot.buckets.create(new BucketName(name), owner, privateList(owner), Optional.empty());
    }

    private static Acl privateList(Principal owner) {
        return Acl.privateTo(owner.ownerId());
    }

    private static Bucket created(CreateOutcome outcome) {
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        return ((CreateOutcome.Created) outcome).bucket();
    }

    private static List<String> names(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.name().text()).toList();
    }
}
