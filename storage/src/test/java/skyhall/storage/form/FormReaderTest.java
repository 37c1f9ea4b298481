package skyhall.storage.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.signature.KeySource;
import skyhall.storage.signature.PolicySignature;
import skyhall.storage.signature.Verification;

/// The forms of the suite's test_post_object_* (ceph/s3-tests, test_s3.py), each by the name of its test, and
/// some more.
class FormReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String BUCKET = "{\"bucket\": \"here\"}";
    private static final String KEY = "[\"starts-with\", \"$key\", \"foo\"]";
    private static final String ACL = "{\"acl\": \"private\"}";
    private static final String TYPE = "[\"starts-with\", \"$Content-Type\", \"text/plain\"]";
    private static final String LENGTH = "[\"content-length-range\", 0, 1024]";

    private final FormReader<String> reader = reader(true);

    private static FormReader<String> reader(boolean versionTwoAllowed) {
        return new FormReader<>(new PolicySignature<>(
                "here-1",
                versionTwoAllowed,
                id -> id.equals("AKID") ? Optional.of(new KeySource.Key<>("secret", "me")) : Optional.empty()));
    }

    private static String policy(String... conditions) {
        return "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [" + String.join(",", conditions) + "]}";
    }

    private static FormBody form(String policyJson) {
        return new FormBody()
                .field("key", "foo.txt")
                .field("acl", "private")
                .field("Content-Type", "text/plain")
                .signedByTwo("AKID", "secret", policyJson);
    }

    private String outcome(FormBody form) {
        return outcome(reader, form);
    }

    private static String outcome(FormReader<String> reader, FormBody form) {
        try {
            FormUpload<String> upload = reader.open(form.stream(), FormBody.CONTENT_TYPE, "here", NOW);
            String content = new String(upload.content().readAllBytes(), StandardCharsets.UTF_8);
            String who = upload.caller() instanceof Verification.Signed<String> signed ? signed.principal() : "nobody";
            return who + " " + upload.key() + " " + content;
        } catch (FaultException e) {
            return e.fault().httpStatus() + " " + e.fault().wireCode() + ": " + e.detail();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anonymousRequest() {
        assertThat(outcome(new FormBody().field("key", "foo.txt").field("acl", "public-read")))
                .isEqualTo("nobody foo.txt bar");
    }

    @Test
    void authenticatedRequest() {
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, LENGTH)))).isEqualTo("me foo.txt bar");
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, LENGTH)).without("Content-Type")))
                .isEqualTo("me foo.txt bar");
    }

    @Test
    void badAccessKeyAndBadSignature() {
        FormBody form = form(policy(BUCKET, KEY, ACL, TYPE, LENGTH));
        assertThat(outcome(form.field("AWSAccessKeyId", "foo"))).startsWith("403 InvalidAccessKeyId");
        assertThat(outcome(form.field("AWSAccessKeyId", "AKID").field("signature", "c2lnbmF0dXJl")))
                .startsWith("403 SignatureDoesNotMatch");
        assertThat(outcome(form.without("signature")))
                .startsWith("400 InvalidArgument: Bucket POST must contain a field named 'signature'.");
        assertThat(outcome(form.field("signature", "x").without("policy")))
                .startsWith("400 InvalidArgument: Bucket POST must contain a field named 'policy'.");
    }

    @Test
    void uploadLargerThanChunk() {
        String large = "foo".repeat(1 << 20);

        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, "[\"content-length-range\", 0, 5242880]"))
                        .file("file", large)))
                .isEqualTo("me foo.txt " + large);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo.txt                | foo.txt",
                "C:\\Users\\me\\foo.txt | foo.txt",
                "/home/me/foo-ä漢.txt   | foo-ä漢.txt",
                "foo \\\"1\\\";.txt     | foo \"1\";.txt",
            })
    void setKeyFromFilename(String fileName, String key) {
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, LENGTH))
                        .field("key", "${filename}")
                        .file(fileName, "bar")))
                .isEqualTo("me " + key + " bar");
    }

    @Test
    void ignoredHeaderAndChecksumNeedNoCondition() {
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, LENGTH))
                        .field("x-ignore-foo", "bar")
                        .field("x-amz-checksum-crc32", "AAAAAA==")))
                .isEqualTo("me foo.txt bar");
    }

    @Test
    void caseInsensitiveConditionFields() {
        String json = policy(
                "{\"bUcKeT\": \"here\"}",
                "[\"StArTs-WiTh\", \"$KeY\", \"foo\"]",
                "{\"AcL\": \"private\"}",
                "[\"StArTs-WiTh\", \"$CoNtEnT-TyPe\", \"text/plain\"]",
                LENGTH);
        FormBody form = new FormBody()
                .field("kEy", "foo.txt")
                .field("aCl", "private")
                .field("Content-Type", "text/plain")
                .signedByTwo("AKID", "secret", json);

        assertThat(outcome(form)).isEqualTo("me foo.txt bar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\\\\$foo | \\$foo.txt", "\\$foo | $foo.txt", "\\u0066oo | foo"})
    void escapedFieldValues(String inJson, String key) {
        String json = policy(BUCKET, "[\"starts-with\", \"$key\", \"" + inJson + "\"]", ACL, TYPE, LENGTH);

        assertThat(outcome(form(json).field("key", key))).isEqualTo("me " + key + " bar");
    }

    @Test
    void userSpecifiedHeader() {
        String json = policy(BUCKET, KEY, ACL, TYPE, LENGTH, "[\"starts-with\", \"$x-amz-meta-foo\", \"bar\"]");

        assertThat(outcome(form(json).field("x-amz-meta-foo", "barclamp"))).isEqualTo("me foo.txt bar");
        assertThat(outcome(form(json)))
                .isEqualTo("403 AccessDenied: Invalid according to Policy: Policy Condition failed: "
                        + "[\"starts-with\", \"$x-amz-meta-foo\", \"bar\"]");
    }

    @Test
    void invalidRequestFieldValue() {
        String json = policy(BUCKET, KEY, ACL, TYPE, LENGTH, "[\"eq\", \"$x-amz-meta-foo\", \"\"]");

        assertThat(outcome(form(json).field("x-amz-meta-foo", "barclamp"))).startsWith("403 AccessDenied");
    }

    @Test
    void aFieldThatNoConditionNames() {
        assertThat(outcome(form(policy(BUCKET, KEY, TYPE, LENGTH))))
                .isEqualTo("403 AccessDenied: Invalid according to Policy: Extra input fields: acl");
        assertThat(outcome(form(policy(KEY, ACL, TYPE, LENGTH)))) // missing_policy_condition
                .isEqualTo("403 AccessDenied: Invalid according to Policy: Extra input fields: bucket");
    }

    @Test
    void wrongBucketWhateverTheFieldSays() {
        assertThat(outcome(form(policy("{\"bucket\": \"there\"}", KEY, ACL, TYPE, LENGTH))
                        .field("bucket", "there")))
                .startsWith("403 AccessDenied: Invalid according to Policy: Policy Condition failed");
    }

    @Test
    void noKeySpecified() {
        assertThat(outcome(form(policy(BUCKET, ACL, TYPE, LENGTH)).without("key")))
                .startsWith("400 UserKeyMustBeSpecified");
    }

    @Test
    void expiredPolicy() {
        String json = policy(BUCKET, KEY, ACL, TYPE, LENGTH).replace("2026-03-04T06", "2026-03-04T04");

        assertThat(outcome(form(json))).isEqualTo("403 AccessDenied: Invalid according to Policy: Policy expired.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"conditions\": [{\"bucket\": \"here\"}]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\"}",
                "{\"EXPIRATION\": \"2026-03-04T06:46:07Z\", \"conditions\": []}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"CONDITIONS\": []}",
                "{\"expiration\": \"2026-03-04 06:46:07+00:00\", \"conditions\": []}",
                "{\"expiration\": 5, \"conditions\": []}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": {}}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [{}]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [{\"a\": \"b\", \"c\": \"d\"}]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [{\"a\": []}]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [[\"content-length-range\", 0]]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [[\"content-length-range\", -1, 0]]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [[\"ends-with\", \"$key\", \"a\"]]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [[\"eq\", \"key\", \"a\"]]}",
                "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": [null]}",
            })
    void policiesThatAreNone(String json) {
        assertThat(outcome(form(json))).startsWith("400 InvalidPolicyDocument: Invalid Policy: ");
    }

    @Test
    void lengthsOutsideThePolicy() {
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, "[\"content-length-range\", 0, 0]"))))
                .startsWith("400 EntityTooLarge");
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, "[\"content-length-range\", 512, 1000]"))))
                .startsWith("400 EntityTooSmall");
        assertThat(outcome(form(policy(BUCKET, KEY, ACL, TYPE, "[\"content-length-range\", \"3\", \"3\"]"))))
                .isEqualTo("me foo.txt bar");
    }

    @Test
    void everyTypeOfAListMustBegin() {
        String json = policy(BUCKET, KEY, ACL, TYPE, LENGTH);

        assertThat(outcome(form(json).field("Content-Type", "text/plain, text/plain;q=1")))
                .isEqualTo("me foo.txt bar");
        assertThat(outcome(form(json).field("Content-Type", "text/plain,text/html")))
                .startsWith("403 AccessDenied");
    }

    @Test
    void versionTwoCanBeTurnedOff() {
        FormReader<String> strict = reader(false);

        assertThat(outcome(strict, form(policy(BUCKET, KEY, ACL, TYPE, LENGTH))))
                .startsWith("400 InvalidRequest: The authorization mechanism you have provided is not supported.");
        assertThat(outcome(strict, four())).isEqualTo("me foo.txt bar");
    }

    private static FormBody four() {
        String json = policy(
                BUCKET,
                KEY,
                "{\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"}",
                "[\"starts-with\", \"$x-amz-credential\", \"\"]",
                "[\"starts-with\", \"$x-amz-date\", \"\"]");
        String policy = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        byte[] key = "AWS4secret".getBytes(StandardCharsets.UTF_8);
        for (String word : new String[] {"20260304", "here-1", "s3", "aws4_request"}) {
            key = hmac(key, word);
        }
        return new FormBody()
                .field("key", "foo.txt")
                .field("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .field("X-Amz-Credential", "AKID/20260304/here-1/s3/aws4_request")
                .field("X-Amz-Date", "20260304T000000Z")
                .field("Policy", policy)
                .field("X-Amz-Signature", HexFormat.of().formatHex(hmac(key, policy)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void versionFour() {
        assertThat(outcome(four())).isEqualTo("me foo.txt bar");
        assertThat(outcome(four().field("X-Amz-Signature", "00"))).startsWith("403 SignatureDoesNotMatch");
        assertThat(outcome(four().without("X-Amz-Signature"))).startsWith("400 InvalidArgument");
        assertThat(outcome(four().field("X-Amz-Date", "20260305T000000Z")))
                .startsWith("400 AuthorizationQueryParametersError");
        assertThat(outcome(four().field("X-Amz-Credential", "AKID/20260304/us-east-1/s3/aws4_request")))
                .contains("expecting 'here-1'");
        assertThat(outcome(four().field("X-Amz-Algorithm", "AWS4-HMAC-SHA1"))).startsWith("400 InvalidRequest");
        assertThat(outcome(four().field("acl", "private"))).endsWith("Extra input fields: acl");
    }
}
