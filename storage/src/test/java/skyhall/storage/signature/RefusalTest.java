package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/// What each malformed, stale or forged signature is answered with.
class RefusalTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String BUT_NO_REFUSAL = "no refusal";

    private final SdkSigner signer = new SdkSigner("AKID", "secret", NOW).overTls();
    private final TestRequest headerSigned = signer.header(
                    signer.request(SdkHttpMethod.GET, "/bucket/key")
                            .putHeader("x-amz-meta-a", "b")
                            .build(),
                    new byte[0],
                    _ -> {})
            .request();
    private final TestRequest presigned = signer.presigned(
                    signer.request(SdkHttpMethod.GET, "/bucket/key").build(), Duration.ofHours(1))
            .request();
    private final SignatureVerifier<String> verifier = new SignatureVerifier<>(
            SdkSigner.REGION,
            Duration.ofMinutes(15),
            id -> id.equals("AKID") ? Optional.of(new KeySource.Key<>("secret", "me")) : Optional.empty());

    private String answer(TestRequest request) {
        try {
            verifier.verify(request);
            return BUT_NO_REFUSAL;
        } catch (FaultException e) {
            return e.fault().httpStatus() + " " + e.fault().wireCode() + ": " + e.detail();
        }
    }

    private TestRequest authorization(UnaryOperator<String> change) {
        String before = headerSigned.header("Authorization").orElseThrow();
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return headerSigned.replacing("Authorization", after);
    }

    private TestRequest query(String part, String replacement) {
        assertThat(presigned.rawQuery()).contains(part);
        return presigned.query(presigned.rawQuery().replace(part, replacement));
    }

    @Test
    void theUnchangedRequestsAreAccepted() {
        assertThat(answer(headerSigned)).isEqualTo(BUT_NO_REFUSAL);
        assertThat(answer(presigned)).isEqualTo(BUT_NO_REFUSAL);
    }

    @Test
    void aRequestWithoutCredentialsIsAnonymous() {
        assertThat(verifier.verify(TestRequest.of("GET", "/bucket/key?prefix=a", NOW)))
                .isEqualTo(new Verification.Anonymous<>(new PayloadMode.Unsigned()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | 403 AccessDenied",
                "Basic YTpi          | 400 InvalidArgument: Unsupported Authorization Type",
                "Bearer x            | 400 InvalidArgument: Unsupported Authorization Type",
                "AWS HAHAHA          | 400 InvalidArgument: AWS authorization header is invalid.",
                "AWS AKID:c2ln       | 400 InvalidRequest: The authorization mechanism you have provided is not",
                "AWS4-ECDSA-P256-SHA256 Credential=a | 400 InvalidRequest: The authorization mechanism",
                "AWS4-HMAC-SHA256    | 400 AuthorizationHeaderMalformed: The authorization header requires three",
                "AWS4-HMAC-SHA256 x  | 400 AuthorizationHeaderMalformed: The authorization header requires three",
                "AWS4-HMAC-SHA256 Credential=AKID/20260304/eu-central-7/s3/aws4_request | 400 AuthorizationHeaderMalformed",
                "AWS4-HMAC-SHA256 Credential=a,Credential=b | 400 AuthorizationHeaderMalformed: Credential is there twice.",
            })
    void headersOfOtherKinds(String value, String expected) {
        assertThat(answer(headerSigned.replacing("Authorization", value))).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Credential=AKID | Credential=       | 400 AuthorizationHeaderMalformed: The Credential is malformed",
                "AKID/20260304   | AKID              | 400 AuthorizationHeaderMalformed: The Credential is malformed",
                "20260304        | 2026-03-04        | 400 AuthorizationHeaderMalformed: Incorrect date format",
                "20260304        | 20260303          | 400 AuthorizationHeaderMalformed: Invalid credential date \"20260303\"",
                "eu-central-7    | us-east-1         | 400 AuthorizationHeaderMalformed: The region 'us-east-1' is wrong; expecting 'eu-central-7'",
                "/s3/            | /ec2/             | 400 AuthorizationHeaderMalformed: Incorrect service \"ec2\". This endpoint belongs to \"s3\".",
                "aws4_request    | aws5_request      | 400 AuthorizationHeaderMalformed: Incorrect terminal \"aws5_request\".",
                "AKID/           | AKIX/             | 403 InvalidAccessKeyId",
                "AKID/           | a/AKID/           | 403 InvalidAccessKeyId",
                "SignedHeaders=host; | SignedHeaders= | 403 AccessDenied: There were headers present in the request which were not signed: host",
                "x-amz-date;     | ''                | 403 AccessDenied: There were headers present in the request which were not signed: x-amz-date",
                "Signature=      | Signature=0       | 403 SignatureDoesNotMatch",
                "Signature=      | Signature=zz      | 403 SignatureDoesNotMatch",
                "Signature=      | Sig=              | 400 AuthorizationHeaderMalformed",
                "SignedHeaders   | signedHeaders     | 400 AuthorizationHeaderMalformed",
            })
    void theSignedHeaderChanged(String part, String replacement, String expected) {
        assertThat(answer(authorization(text -> text.replace(part, replacement))))
                .startsWith(expected);
    }

    @Test
    void theSignatureItself() {
        String header = headerSigned.header("Authorization").orElseThrow();
        char last = header.charAt(header.length() - 1);
        String forged = header.substring(0, header.length() - 1) + (last == '0' ? '1' : '0');

        assertThat(answer(headerSigned.replacing("Authorization", forged))).startsWith("403 SignatureDoesNotMatch");
        assertThat(answer(headerSigned.with("Authorization", header))).startsWith("400 InvalidArgument: Only one");
    }

    /// The suite (test_object_create_bad_date_*) asks for these of Version 2; AWS gives them for Version 4 too.
    @ParameterizedTest
    @ValueSource(strings = {"", "Bad Date", "20260304", "20261304T050607Z", "2026-03-04T05:06:07Z", "20260304T050607"})
    void aDateThatIsNone(String date) {
        String expected = "403 AccessDenied: AWS authentication requires a valid Date or x-amz-date header";

        assertThat(answer(headerSigned.replacing("x-amz-date", date))).isEqualTo(expected);
        assertThat(answer(headerSigned.without("x-amz-date"))).isEqualTo(expected);
        assertThat(answer(headerSigned.without("x-amz-date").with("Date", date)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"899, no refusal", "-899, no refusal", "901, 403 RequestTimeTooSkewed", "-901, 403 RequestTimeTooSkewed"
    })
    void clocksMayDifferByFifteenMinutes(long seconds, String expected) {
        assertThat(answer(headerSigned.at(NOW.plusSeconds(seconds)))).startsWith(expected);
    }

    @Test
    void theOwnDateComesBeforeTheCommonOne() {
        assertThat(answer(headerSigned.with("Date", "Tue, 07 Jul 2010 21:53:04 GMT")))
                .isEqualTo(BUT_NO_REFUSAL);
    }

    /// botocore leaves `x-amz-date` out where its caller has set `Date`.
    @Test
    void theCommonDateServesWhereTheOwnOneIsMissing() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC));
        TestRequest dated = TestRequest.of("GET", "/bucket/key", NOW)
                .with("Host", "localhost")
                .with("Date", date)
                .with("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        Claim claim = new Claim(
                new Credential("AKID", "20260304", SdkSigner.REGION),
                RequestMoment.parse("20260304T050607Z").orElseThrow(),
                java.util.List.of("date", "host", "x-amz-content-sha256"),
                "",
                new PayloadMode.Unsigned(),
                false,
                false,
                Optional.empty());

        TestRequest signed = dated.with("Authorization", OwnSigner.authorization(dated, claim, "secret"));

        assertThat(answer(signed)).isEqualTo(BUT_NO_REFUSAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''    | 400 InvalidArgument: x-amz-content-sha256 must be UNSIGNED-PAYLOAD",
                "short | 400 InvalidArgument: x-amz-content-sha256 must be UNSIGNED-PAYLOAD",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855 | 400 InvalidArgument",
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD | 400 InvalidArgument",
                "UNSIGNED-PAYLOAD | 403 SignatureDoesNotMatch",
            })
    void theContentHash(String value, String expected) {
        assertThat(answer(headerSigned.replacing("x-amz-content-sha256", value)))
                .startsWith(expected);
        assertThat(answer(headerSigned.without("x-amz-content-sha256")))
                .isEqualTo("400 InvalidRequest: Missing required header for this request: x-amz-content-sha256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=AWS4 | 400 AuthorizationQueryParametersError: X-Amz-Algorithm only supports",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256& | ''         | 400 AuthorizationQueryParametersError: Query-string authentication version 4 requires",
                "X-Amz-Date=      | x-amz-date=                 | 400 AuthorizationQueryParametersError: Query-string authentication version 4 requires",
                "X-Amz-Signature= | X-Amz-Signature=&y=         | 400 AuthorizationQueryParametersError: Query-string",
                "T050607Z         | T050607                     | 400 AuthorizationQueryParametersError: X-Amz-Date must be in the ISO8601",
                "X-Amz-Date=20260304 | X-Amz-Date=20260303      | 400 AuthorizationQueryParametersError: Invalid credential date",
                "eu-central-7     | us-east-1                   | 400 AuthorizationQueryParametersError: The region 'us-east-1' is wrong; expecting 'eu-central-7'",
                "Expires=3600     | Expires=soon                | 400 AuthorizationQueryParametersError: X-Amz-Expires should be a number",
                "Expires=3600     | Expires=0                   | 403 AuthorizationQueryParametersError: X-Amz-Expires must be positive",
                "Expires=3600     | Expires=-7                  | 403 AuthorizationQueryParametersError: X-Amz-Expires must be positive",
                "Expires=3600     | Expires=604801              | 403 AuthorizationQueryParametersError: X-Amz-Expires must be less than a week",
                "Expires=3600     | Expires=604800              | 403 SignatureDoesNotMatch",
                "Expires=3600     | Expires=3600&X-Amz-Expires=9 | 400 AuthorizationQueryParametersError: Query-string",
                "AKID             | AKIX                        | 403 InvalidAccessKeyId",
                "SignedHeaders=host | SignedHeaders=range       | 403 AccessDenied: There were headers present in the request which were not signed: host",
            })
    void thePresignedQueryChanged(String part, String replacement, String expected) {
        assertThat(answer(query(part, replacement))).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3600, no refusal",
        "3601, 403 AccessDenied: Expired at 2026-03-04T06:06:07Z",
        "-899, no refusal",
        "-901, 403 AccessDenied: Request is not valid yet",
    })
    void aPresignedRequestHasItsTime(long seconds, String expected) {
        assertThat(answer(presigned.at(NOW.plusSeconds(seconds)))).startsWith(expected);
    }

    @Test
    void oneMechanismAtATime() {
        String header = headerSigned.header("Authorization").orElseThrow();
        String expected = "400 InvalidArgument: Only one auth mechanism allowed";

        assertThat(answer(presigned.with("Authorization", header))).startsWith(expected);
        assertThat(answer(headerSigned.query("AWSAccessKeyId=AKID&Signature=x&Expires=1")))
                .startsWith(expected);
        assertThat(answer(TestRequest.of("GET", "/b/k?AWSAccessKeyId=AKID&Signature=x&Expires=1", NOW)))
                .startsWith("400 InvalidRequest: The authorization mechanism you have provided is not supported.");
    }

    @Test
    void aPresignedRequestMayNotGrowHeaders() {
        assertThat(answer(presigned.with("x-amz-acl", "public-read"))).endsWith("not signed: x-amz-acl");
        assertThat(answer(presigned.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")))
                .isEqualTo(BUT_NO_REFUSAL);
        assertThat(answer(presigned.with("Content-Type", "text/plain"))).isEqualTo(BUT_NO_REFUSAL);
    }

    @Test
    void aPresignedRequestMayCarryTheHashOfItsBodyOrASessionToken() {
        String hash = Sha256.hexOf(new byte[] {1});
        assertThat(((Verification.Signed<String>) verifier.verify(presigned.with("x-amz-content-sha256", hash)))
                        .payload())
                .isEqualTo(new PayloadMode.Hashed(hash));
        assertThat(answer(presigned.query(presigned.rawQuery() + "&X-Amz-Security-Token=t")))
                .startsWith("403 SignatureDoesNotMatch");
    }

    @Test
    void aMismatchTellsWhatWasSigned() {
        try {
            verifier.verify(headerSigned.path("/bucket/other"));
        } catch (SignatureMismatch e) {
            assertThat(e.canonicalRequest()).startsWith("GET\n/bucket/other\n\nhost:localhost:8080\n");
            assertThat(e.stringToSign())
                    .startsWith("AWS4-HMAC-SHA256\n20260304T050607Z\n20260304/eu-central-7/s3/aws4_request\n")
                    .endsWith(Sha256.hexOf(e.canonicalRequest().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            return;
        }
        throw new AssertionError("no refusal");
    }

    @Test
    void anonymousBodiesMayBeChunkedButNotSigned() {
        TestRequest put = TestRequest.of("PUT", "/bucket/key", NOW);

        assertThat(answer(put.with("x-amz-content-sha256", PayloadMode.SIGNED_CHUNKS)))
                .startsWith("400 InvalidRequest: Signed chunks need a signed request.");
        assertThat(verifier.verify(put.with("Content-Encoding", "aws-chunked")
                                .with("x-amz-trailer", "x-amz-checksum-crc32")
                                .with("x-amz-decoded-content-length", "3"))
                        .payload())
                .isEqualTo(new PayloadMode.UnsignedChunks());
        assertThat(verifier.verify(put.with("Content-Encoding", "aws-chunked")).payload())
                .isEqualTo(new PayloadMode.Unsigned());
    }

    @Test
    void secretsStayOutOfText() {
        assertThat(new KeySource.Key<>("hush", "me").toString()).doesNotContain("hush");
    }

    @Test
    void theSdkSignsUnsignedPayloadsOverTls() {
        TestRequest request = signer.header(
                        signer.request(SdkHttpMethod.PUT, "/bucket/key").build(),
                        new byte[] {1},
                        sign -> sign.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .request();

        assertThat(verifier.verify(request).payload()).isEqualTo(new PayloadMode.Unsigned());
    }
}
