package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Mutations;

/// No request line and no header brings out any exception but a refusal, and none that was made up is believed.
class RequestFuzzTest {
    private static final SignatureVerifier<String> VERIFIER = new SignatureVerifier<>(
            "us-east-1", Duration.ofMinutes(15), _ -> Optional.of(new KeySource.Key<>("secret", "me")));

    @FuzzTest
    void anyAuthorization(byte[] value) {
        checkHeader(value);
    }

    @FuzzTest
    void anyTarget(byte[] value) {
        checkTarget(value);
    }

    @Test
    void changedAuthorizations() {
        Mutations.of(
                2,
                5000,
                RequestFuzzTest::checkHeader,
                "AWS4-HMAC-SHA256 Credential=AKID/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                "AWS AKID:c2ln",
                "20130524T000000Z",
                "Fri, 24 May 2013 00:00:00 GMT");
    }

    @Test
    void changedTargets() {
        Mutations.of(
                3,
                5000,
                RequestFuzzTest::checkTarget,
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeee",
                "/b/a%2Fb//c/../d?prefix=a+b&acl",
                "/b?AWSAccessKeyId=a&Signature=b");
    }

    /// The same text stands in every header that we read, one at a time.
    private static void checkHeader(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        TestRequest request = TestRequest.of("GET", "/b/k", Instant.parse("2013-05-24T00:00:00Z"))
                .with("Host", "h")
                .with("x-amz-date", "20130524T000000Z")
                .with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .with(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKID/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                                + "host;x-amz-date,Signature=00");
        for (String name : request.headerNames()) {
            refuse(request.replacing(name, text), name.equals("authorization") && text.isEmpty());
        }
        refuse(request.without("x-amz-date").with("Date", text), false);
    }

    private static void checkTarget(byte[] value) {
        TestRequest request = TestRequest.of(
                        "GET", new String(value, StandardCharsets.ISO_8859_1), Instant.parse("2013-05-24T00:00:00Z"))
                .with("Host", "h");
        refuse(request, true);
    }

    private static void refuse(TestRequest request, boolean mayBeAnonymous) {
        try {
            Verification<String> verification = VERIFIER.verify(request);
            assertThat(mayBeAnonymous && verification instanceof Verification.Anonymous<String>)
                    .as("%s", verification)
                    .isTrue();
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isIn(400, 403);
        }
        try {
            DeclaredChecksums.from(request);
        } catch (FaultException e) {
            assertThat(e.fault().httpStatus()).isEqualTo(400);
        }
    }
}
