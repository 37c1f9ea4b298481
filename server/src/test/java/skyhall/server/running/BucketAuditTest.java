package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import skyhall.server.running.AuditRows.Row;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import tools.jackson.databind.JsonNode;

/// What administrative calls of the S3 API leave in the audit record: each one record, in the transaction of its
/// effect, with who did it and from where; and nothing else leaves one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketAuditTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Region REGION = Region.US_EAST_1;

    @TempDir
    static Path folder;

    private RunningServer server;
    private Commands commands;
    private AuditRows rows;
    private Client lin;
    private Client auditor;
    private Client stranger;
    private S3Client nobody;

    /// A client with the id of its key.
    private record Client(String keyId, S3Client s3) {}

    @BeforeAll
    void open() {
        server = RunningServer.start(folder, Map.of("SKYHALL_AUDIT_CHAIN_POLL", "50ms"));
        commands = new Commands(server.environment());
        rows = new AuditRows(server.environment());
        commands.done("org", "create", "harbour");
        commands.done("org", "create", "airport");
        lin = client("harbour", "lin", "administrator");
        auditor = client("harbour", "ling", "auditor");
        stranger = client("airport", "wu", "administrator");
        nobody = s3(AnonymousCredentialsProvider.create());
    }

    @AfterAll
    void close() {
        rows.close();
        server.close();
    }

    private Client client(String organisation, String name, String role) {
        commands.done("user", "create", name, "--org", organisation, "--service", "--role", role);
        JsonNode key = commands.json("key", "create", name, "--org", organisation, "--json");
        String id = key.get("accessKeyId").asString();
        return new Client(
                id,
                s3(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        id, key.get("secretAccessKey").asString()))));
    }

    private S3Client s3(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(server.address("S3 API"))
                .region(REGION)
                .forcePathStyle(true)
                .overrideConfiguration(client -> client.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials)
                .build();
    }

    /// A call with the action and the subject of the record that it must leave.
    private record Step(String action, String subject, Function<S3Client, AwsResponse> call) {}

    private static List<Step> steps(String bucket) {
        String arn = "arn:aws:s3:::" + bucket;
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject",
                "Resource":"%s/*"}]}""".formatted(arn);
        CORSRule rule = CORSRule.builder()
                .allowedMethods("GET")
                .allowedOrigins("https://map.example")
                .build();
        OwnershipControlsRule writers = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                .build();
        Tag tag = Tag.builder().key("office").value("harbour").build();
        return List.of(
                new Step(
                        "PutBucketVersioning",
                        arn,
                        s3 -> s3.putBucketVersioning(call -> call.bucket(bucket)
                                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)))),
                new Step(
                        "PutBucketOwnershipControls",
                        arn,
                        s3 -> s3.putBucketOwnershipControls(
                                call -> call.bucket(bucket).ownershipControls(to -> to.rules(writers)))),
                new Step(
                        "PutPublicAccessBlock",
                        arn,
                        s3 -> s3.putPublicAccessBlock(call ->
                                call.bucket(bucket).publicAccessBlockConfiguration(to -> to.blockPublicPolicy(true)))),
                new Step(
                        "PutBucketAcl",
                        arn,
                        s3 -> s3.putBucketAcl(call -> call.bucket(bucket).acl("private"))),
                new Step(
                        "PutBucketPolicy",
                        arn,
                        s3 -> s3.putBucketPolicy(call -> call.bucket(bucket).policy(policy))),
                new Step(
                        "PutBucketCors",
                        arn,
                        s3 -> s3.putBucketCors(
                                call -> call.bucket(bucket).corsConfiguration(to -> to.corsRules(rule)))),
                new Step(
                        "PutBucketTagging",
                        arn,
                        s3 -> s3.putBucketTagging(call -> call.bucket(bucket).tagging(to -> to.tagSet(tag)))),
                new Step(
                        "PutObjectAcl",
                        arn + "/图纸 100%25/1.dwg",
                        s3 -> s3.putObjectAcl(
                                call -> call.bucket(bucket).key("图纸 100%/1.dwg").acl(ObjectCannedACL.PUBLIC_READ))),
                new Step("DeleteBucketPolicy", arn, s3 -> s3.deleteBucketPolicy(call -> call.bucket(bucket))),
                new Step("DeleteBucketCors", arn, s3 -> s3.deleteBucketCors(call -> call.bucket(bucket))),
                new Step("DeleteBucketTagging", arn, s3 -> s3.deleteBucketTagging(call -> call.bucket(bucket))),
                new Step("DeletePublicAccessBlock", arn, s3 -> s3.deletePublicAccessBlock(call -> call.bucket(bucket))),
                new Step(
                        "DeleteBucketOwnershipControls",
                        arn,
                        s3 -> s3.deleteBucketOwnershipControls(call -> call.bucket(bucket))),
                new Step("DeleteBucket", arn, s3 -> s3.deleteBucket(call -> call.bucket(bucket))));
    }

    private void make(String bucket) {
        lin.s3().createBucket(call -> call.bucket(bucket).objectOwnership(ObjectOwnership.OBJECT_WRITER));
        lin.s3().deletePublicAccessBlock(call -> call.bucket(bucket));
        lin.s3().putObject(call -> call.bucket(bucket).key("图纸 100%/1.dwg"), RequestBody.fromString("plan"));
    }

    private void empty(String bucket) {
        lin.s3().deleteObject(call -> call.bucket(bucket).key("图纸 100%/1.dwg"));
        lin.s3().listObjectVersions(call -> call.bucket(bucket)).versions().forEach(one -> lin.s3()
                .deleteObject(call -> call.bucket(bucket).key(one.key()).versionId(one.versionId())));
        lin.s3().listObjectVersions(call -> call.bucket(bucket)).deleteMarkers().forEach(one -> lin.s3()
                .deleteObject(call -> call.bucket(bucket).key(one.key()).versionId(one.versionId())));
    }

    @Test
    void everyAdministrativeCallLeavesExactlyOneRecord() {
        long before = rows.last();
        AwsResponse made =
                lin.s3().createBucket(call -> call.bucket("charts").objectOwnership(ObjectOwnership.OBJECT_WRITER));
        Row creation = only(before);
        assertIsOf(creation, "CreateBucket", "arn:aws:s3:::charts", "done", requestId(made));
        assertThat(creation.detail("ownership")).isEqualTo("OBJECT_WRITER");
        lin.s3().deletePublicAccessBlock(call -> call.bucket("charts"));
        lin.s3().putObject(call -> call.bucket("charts").key("图纸 100%/1.dwg"), RequestBody.fromString("plan"));
        for (Step step : steps("charts")) {
            if (step.action().equals("DeleteBucket")) {
                empty("charts");
            }
            before = rows.last();
            AwsResponse answer = step.call().apply(lin.s3());
            Row row = only(before);
            assertIsOf(row, step.action(), step.subject(), "done", requestId(answer));
            if (step.action().startsWith("Put")) {
                assertThat(row.detail("value")).as(step.action()).isNotEmpty();
            }
        }
        assertChainsAreWhole();
    }

    private void assertIsOf(Row row, String action, String subject, String outcome, String requestId) {
        assertThat(row.action()).isEqualTo("storage:" + action);
        assertThat(row.subject()).as(action).isEqualTo(subject);
        assertThat(row.organisation()).isEqualTo("harbour");
        assertThat(row.actor()).isEqualTo("arn:aws:iam::harbour:user/lin");
        assertThat(row.outcome()).isEqualTo(outcome);
        assertThat(row.requestId()).as(action).isEqualTo(requestId);
        assertThat(row.address()).isEqualTo("127.0.0.1");
        assertThat(row.detail("accessKeyId")).isEqualTo(lin.keyId());
    }

    @Test
    void dataCallsAndReadingAndRepeatingLeaveNone() {
        make("data");
        lin.s3().putBucketTagging(call -> call.bucket("data")
                .tagging(to -> to.tagSet(Tag.builder().key("a").value("b").build())));
        long before = rows.last();
        lin.s3().createBucket(call -> call.bucket("data").objectOwnership(ObjectOwnership.OBJECT_WRITER));
        lin.s3()
                .putObject(
                        call -> call.bucket("data")
                                .key("k")
                                .acl(ObjectCannedACL.PUBLIC_READ)
                                .tagging("a=b"),
                        RequestBody.fromString("1"));
        lin.s3().putObjectTagging(call -> call.bucket("data").key("k").tagging(to -> to.tagSet(List.of())));
        lin.s3().getObjectAsBytes(call -> call.bucket("data").key("k"));
        lin.s3().getObjectAcl(call -> call.bucket("data").key("k"));
        lin.s3().getBucketTagging(call -> call.bucket("data"));
        lin.s3().listObjectsV2(call -> call.bucket("data"));
        lin.s3().deleteObject(call -> call.bucket("data").key("k"));
        assertThat(rows.since(before)).isEmpty();
    }

    @Test
    void whatIsRefusedToSomebodyKnownLeavesOneRecordOfTheRefusal() {
        make("guarded");
        for (Step step : steps("guarded")) {
            for (Client client : List.of(auditor, stranger)) {
                long before = rows.last();
                S3Exception refusal = refusal(step, client.s3());
                assertThat(refusal.awsErrorDetails().errorCode())
                        .as(step.action())
                        .isEqualTo("AccessDenied");
                Row row = only(before);
                assertThat(row.action()).isEqualTo("storage:" + step.action());
                assertThat(row.subject()).isEqualTo(step.subject());
                assertThat(row.organisation()).as("whose bucket it is").isEqualTo("harbour");
                assertThat(row.outcome()).isEqualTo("refused");
                assertThat(row.requestId()).isEqualTo(refusal.requestId());
                assertThat(row.address()).isEqualTo("127.0.0.1");
                assertThat(row.actor())
                        .isEqualTo(
                                client.equals(auditor)
                                        ? "arn:aws:iam::harbour:user/ling"
                                        : "arn:aws:iam::airport:user/wu");
                assertThat(row.detail("accessKeyId"))
                        .as("the keys of another organisation are not the harbour's business")
                        .isEqualTo(client.equals(auditor) ? auditor.keyId() : "");
            }
        }
        long before = rows.last();
        refusal(new Step("CreateBucket", "", s3 -> s3.createBucket(call -> call.bucket("of-ling"))), auditor.s3());
        assertThat(only(before).subject()).isEqualTo("arn:aws:s3:::of-ling");
        assertChainsAreWhole();
    }

    @Test
    void refusalsThatAreNotOfAKnownCallersRightsLeaveNone() {
        make("quiet");
        long before = rows.last();
        for (Step step : steps("quiet")) {
            refusal(step, nobody);
        }
        refusal(new Step("", "", s3 -> s3.deleteBucket(call -> call.bucket("quiet"))), lin.s3());
        refusal(new Step("", "", s3 -> s3.deleteBucket(call -> call.bucket("there-is-none"))), lin.s3());
        refusal(
                new Step(
                        "",
                        "",
                        s3 -> s3.putBucketPolicy(call -> call.bucket("quiet").policy("{"))),
                lin.s3());
        refusal(new Step("", "", s3 -> s3.getBucketPolicy(call -> call.bucket("quiet"))), stranger.s3());
        assertThat(rows.since(before)).isEmpty();
    }

    @Test
    void aPublicPolicyThatTheBlockRefusesIsARefusalToo() {
        make("shut");
        lin.s3().putPublicAccessBlock(call -> call.bucket("shut")
                .publicAccessBlockConfiguration(to -> to.blockPublicPolicy(true)));
        long before = rows.last();
        String open = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
                "Resource":"arn:aws:s3:::shut/*"}]}""";
        refusal(
                new Step(
                        "",
                        "",
                        s3 -> s3.putBucketPolicy(call -> call.bucket("shut").policy(open))),
                lin.s3());
        assertThat(only(before).outcome()).isEqualTo("refused");
    }

    /// The database refuses at the commit what it took before.
    @Test
    void whatIsRolledBackLeavesNoRecord() {
        make("undone");
        rows.execute("""
                CREATE FUNCTION storage.refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'too late'; END $$""");
        rows.execute("""
                CREATE CONSTRAINT TRIGGER refuse_late AFTER INSERT OR UPDATE OR DELETE ON storage.bucket
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION storage.refuse_late()""");
        rows.execute("""
                CREATE CONSTRAINT TRIGGER refuse_late AFTER UPDATE ON storage.live_object
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION storage.refuse_late()""");
        long before = rows.last();
        try {
            List<Step> all = new ArrayList<>(steps("undone"));
            all.add(new Step("CreateBucket", "", s3 -> s3.createBucket(call -> call.bucket("never-made"))));
            for (Step step : all) {
                if (!step.action().equals("DeleteBucket")) {
                    assertThat(refusal(step, lin.s3()).statusCode())
                            .as(step.action())
                            .isGreaterThanOrEqualTo(500);
                }
            }
        } finally {
            rows.execute("DROP TRIGGER refuse_late ON storage.bucket");
            rows.execute("DROP TRIGGER refuse_late ON storage.live_object");
        }
        assertThat(rows.since(before)).isEmpty();
        assertThat(lin.s3().getBucketVersioning(call -> call.bucket("undone")).status())
                .isNull();
        assertThat(lin.s3().listBuckets().buckets())
                .noneMatch(bucket -> bucket.name().equals("never-made"));
        assertChainsAreWhole();
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        make("unwritten");
        empty("unwritten");
        rows.execute("""
                CREATE FUNCTION storage.refuse_record() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'the journal is full'; END $$""");
        rows.execute("""
                CREATE TRIGGER refuse_record BEFORE INSERT ON platform.audit_record FOR EACH ROW
                WHEN (NEW.action LIKE 'storage:%') EXECUTE FUNCTION storage.refuse_record()""");
        try {
            for (Step step : steps("unwritten")) {
                if (!step.action().equals("PutObjectAcl")) {
                    assertThat(refusal(step, lin.s3()).statusCode())
                            .as(step.action())
                            .isGreaterThanOrEqualTo(500);
                }
            }
            assertThat(refusal(steps("unwritten").getFirst(), auditor.s3()).statusCode())
                    .as("nor is a refusal answered that nobody will read of")
                    .isGreaterThanOrEqualTo(500);
        } finally {
            rows.execute("DROP TRIGGER refuse_record ON platform.audit_record");
        }
        assertThat(lin.s3()
                        .getBucketVersioning(call -> call.bucket("unwritten"))
                        .status())
                .isNull();
        Step policy = new Step("", "", s3 -> s3.getBucketPolicy(call -> call.bucket("unwritten")));
        assertThat(refusal(policy, lin.s3()).awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy");
        lin.s3().deleteBucket(call -> call.bucket("unwritten"));
    }

    @Test
    void aLongPolicyIsToldByItsHash() {
        make("wordy");
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject",
                "Resource":"arn:aws:s3:::wordy/%s"}]}""".formatted("a".repeat(5000));
        long before = rows.last();
        lin.s3().putBucketPolicy(call -> call.bucket("wordy").policy(policy));
        Row row = only(before);
        assertThat(row.detail("value")).isEmpty();
        assertThat(row.detail("valueLength")).isEqualTo(Integer.toString(policy.length()));
        assertThat(row.detail("valueSha256")).hasSize(64);
    }

    @Test
    void whatIsDoneInTheConsoleIsRecordedAsThePersons() {
        Visitor admin = new Visitor(server.address("Console"));
        String first = server.administratorsPassword();
        admin.signIn("admin", first);
        String second = "four barges under the bridge";
        admin.form("/account", "/account/password", Map.of("current", first, "wanted", second, "repeated", second));
        long before = rows.last();
        admin.form("/objects/new-bucket", "/objects/new-bucket", Map.of("name", "by-hand"));
        Row row = only(before);
        assertThat(row.action()).isEqualTo("storage:CreateBucket");
        assertThat(row.actor()).endsWith("user/admin");
        assertThat(row.address()).isEqualTo("127.0.0.1");
        assertThat(row.requestId()).isNotEmpty();
        assertThat(row.detail("accessKeyId")).isEmpty();
    }

    private static S3Exception refusal(Step step, S3Client client) {
        try {
            AwsResponse answer = step.call().apply(client);
            throw new AssertionError(step.action() + " was not refused: " + answer);
        } catch (S3Exception refusal) {
            return refusal;
        }
    }

    private Row only(long before) {
        List<Row> found = rows.since(before);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static String requestId(AwsResponse answer) {
        return answer.responseMetadata().requestId();
    }

    /// As an operator asks, once the chainer has come to the end.
    private void assertChainsAreWhole() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode findings = commands.json("audit", "verify", "--json");
            List<JsonNode> open = new ArrayList<>();
            for (JsonNode finding : findings) {
                assertThat(finding.get("whole").asBoolean())
                        .as(finding.toString())
                        .isTrue();
                if (finding.path("unchained").asLong() > 0) {
                    open.add(finding);
                }
            }
            if (open.isEmpty()) {
                assertThat(findings)
                        .anyMatch(finding ->
                                finding.get("organisation").asString().equals("harbour")
                                        && finding.get("records").asLong() > 0);
                return;
            }
            assertThat(System.nanoTime()).as(open.toString()).isLessThan(deadline);
        }
    }
}
