package skyhall.storage.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Mutations;
import skyhall.storage.signature.KeySource;
import skyhall.storage.signature.PolicySignature;

/// No form and no policy brings out any exception but a refusal.
class FormFuzzTest {
    private static final FormReader<String> READER =
            new FormReader<>(new PolicySignature<>("r", true, _ -> Optional.of(new KeySource.Key<>("secret", "me"))));
    private static final String POLICY = "{\"expiration\": \"2026-03-04T06:46:07Z\", \"conditions\": ["
            + "{\"bucket\": \"here\"}, [\"starts-with\", \"$key\", \"\\$foo\"], [\"content-length-range\", 0, 1024]]}";

    @FuzzTest
    void anyBody(byte[] body) {
        checkBody(body);
    }

    @FuzzTest
    void anyPolicy(byte[] policy) {
        checkPolicy(policy);
    }

    @FuzzTest
    void anyContentType(byte[] value) {
        checkContentType(value);
    }

    @Test
    void changedForms() {
        Mutations.of(
                4,
                5000,
                FormFuzzTest::checkBody,
                new FormBody()
                        .field("key", "a/${filename}")
                        .file("b.txt", "content")
                        .text(),
                new FormBody()
                        .field("key", "foo")
                        .signedByTwo("AKID", "secret", POLICY)
                        .text());
    }

    @Test
    void changedPolicies() {
        Mutations.of(5, 5000, FormFuzzTest::checkPolicy, POLICY);
    }

    @Test
    void changedContentTypes() {
        Mutations.of(
                6,
                5000,
                FormFuzzTest::checkContentType,
                FormBody.CONTENT_TYPE,
                "multipart/form-data;boundary=\"a\\\"\"");
    }

    private static void checkBody(byte[] body) {
        try {
            FormUpload<String> upload =
                    READER.open(new ByteArrayInputStream(body), FormBody.CONTENT_TYPE, "here", Instant.EPOCH);
            assertThat(upload.key()).isNotEmpty();
            assertThat(upload.content().readAllBytes().length).isLessThan(Math.max(1, body.length));
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isIn(400, 403);
        } catch (IOException e) {
            throw new AssertionError("a stream in memory does not break", e);
        }
    }

    private static void checkPolicy(byte[] policy) {
        try {
            PostPolicy read = PostPolicy.parse(Base64.getEncoder().encodeToString(policy));
            FormFields fields = new FormFields();
            fields.add("key", "foo");
            read.check(fields, "here", Instant.EPOCH);
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isIn(400, 403);
        }
    }

    private static void checkContentType(byte[] value) {
        try {
            assertThat(Boundary.of(new String(value, StandardCharsets.ISO_8859_1)))
                    .isNotEmpty();
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isIn(400, 412);
        }
    }
}
