package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.access.Asked.ALICE;
import static skyhall.platform.access.Asked.ANONYMOUS;
import static skyhall.platform.access.Verdict.ALLOWED;
import static skyhall.platform.access.Verdict.DENIED;
import static skyhall.platform.access.Verdict.SILENT;

import org.junit.jupiter.api.Test;

/// The situations that the vendor's manuals use as examples, with policies of our own wording: each test is
/// named for the page. What the pages say is allowed is allowed here, and what they say is denied is denied.
final class DocumentedExamplesTest {
    private static final Asked OBJECT = ALICE.resource("arn:aws:s3:::town/plan.pdf");

    private static Verdict bucket(Asked asked, String statements) {
        return asked.of("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", PolicyKind.RESOURCE);
    }

    private static Verdict identity(Asked asked, String statements) {
        return asked.of("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", PolicyKind.IDENTITY);
    }

    /// S3 User Guide, "Examples of Amazon S3 bucket policies": granting read-only permission to a public
    /// anonymous user.
    @Test
    void publicRead() {
        String policy = """
                {"Sid":"PublicRead","Effect":"Allow","Principal":"*",
                 "Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":["arn:aws:s3:::town/*"]}""";
        Asked anybody = ANONYMOUS.resource("arn:aws:s3:::town/plan.pdf");
        assertThat(bucket(anybody, policy)).isEqualTo(ALLOWED);
        assertThat(bucket(anybody.action("s3:PutObject"), policy)).isEqualTo(SILENT);
        assertThat(bucket(anybody.action("s3:GetObject").resource("arn:aws:s3:::town"), policy))
                .isEqualTo(SILENT);
    }

    /// S3 User Guide, same page: limiting access to specific IP addresses.
    @Test
    void onlyFromOurAddresses() {
        String policy = """
                {"Sid":"IPAllow","Effect":"Deny","Principal":"*","Action":"s3:*",
                 "Resource":["arn:aws:s3:::town","arn:aws:s3:::town/*"],
                 "Condition":{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","2001:DB8:1234:5678::/64"]}}}""";
        assertThat(bucket(OBJECT.with("aws:sourceip", "192.0.2.188"), policy)).isEqualTo(SILENT);
        assertThat(bucket(OBJECT.with("aws:sourceip", "2001:db8:1234:5678::1"), policy))
                .isEqualTo(SILENT);
        assertThat(bucket(OBJECT.with("aws:sourceip", "192.0.3.1"), policy)).isEqualTo(DENIED);
        assertThat(bucket(OBJECT, policy)).isEqualTo(DENIED);
    }

    /// S3 User Guide, same page: requiring HTTPS.
    @Test
    void onlyOverTls() {
        String policy = """
                {"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::town/*",
                 "Condition":{"Bool":{"aws:SecureTransport":"false"}}}""";
        assertThat(bucket(OBJECT.with("aws:securetransport", "false"), policy)).isEqualTo(DENIED);
        assertThat(bucket(OBJECT.with("aws:securetransport", "true"), policy)).isEqualTo(SILENT);
    }

    /// S3 User Guide, same page: restricting access to a specific HTTP referer.
    @Test
    void onlyFromOurPages() {
        String policy = """
                {"Sid":"Pages","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::town/*",
                 "Condition":{"StringLike":{"aws:Referer":["http://www.example.com/*","http://example.com/*"]}}}""";
        assertThat(bucket(OBJECT.with("aws:referer", "http://example.com/map"), policy))
                .isEqualTo(ALLOWED);
        assertThat(bucket(OBJECT.with("aws:referer", "http://example.com.evil.org/"), policy))
                .isEqualTo(SILENT);
        assertThat(bucket(OBJECT, policy)).isEqualTo(SILENT);
    }

    /// S3 User Guide, same page: managing access based on object tags.
    @Test
    void byTheTagThatAnObjectHas() {
        String policy = """
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::water:user/alice"},"Action":"s3:GetObject",
                 "Resource":"arn:aws:s3:::town/*",
                 "Condition":{"StringEquals":{"s3:ExistingObjectTag/environment":"production"}}}""";
        assertThat(bucket(OBJECT.with("s3:existingobjecttag/environment", "production"), policy))
                .isEqualTo(ALLOWED);
        assertThat(bucket(OBJECT.with("s3:existingobjecttag/environment", "test"), policy))
                .isEqualTo(SILENT);
    }

    /// S3 User Guide, same page: adding a user's folder, and listing it, with `aws:username` and `s3:prefix`.
    @Test
    void aHomeFolder() {
        String policy = """
                {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::town/${aws:username}/*"},
                {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::town",
                 "Condition":{"StringLike":{"s3:prefix":["${aws:username}/*","${aws:username}"]}}}""";
        assertThat(identity(OBJECT.resource("arn:aws:s3:::town/alice/a"), policy))
                .isEqualTo(ALLOWED);
        assertThat(identity(OBJECT, policy)).isEqualTo(SILENT);
        Asked lists = ALICE.action("s3:ListBucket").resource("arn:aws:s3:::town");
        assertThat(identity(lists.with("s3:prefix", "alice/2026"), policy)).isEqualTo(ALLOWED);
        assertThat(identity(lists.with("s3:prefix", "alice2"), policy)).isEqualTo(SILENT);
        assertThat(identity(lists, policy)).isEqualTo(SILENT);
    }

    /// IAM User Guide, "IAM JSON policy elements: NotAction": with Allow, and with Deny unless signed in with a
    /// second factor.
    @Test
    void everythingBut() {
        String allButIam = "{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\"],\"Resource\":\"*\"}";
        assertThat(identity(OBJECT, allButIam)).isEqualTo(ALLOWED);
        assertThat(identity(OBJECT.action("iam:CreateUser"), allButIam)).isEqualTo(SILENT);
        String needsSecondFactor = """
                {"Effect":"Allow","Action":"*","Resource":"*"},
                {"Effect":"Deny","NotAction":"iam:*","Resource":"*",
                 "Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}""";
        assertThat(identity(OBJECT.with("aws:multifactorauthpresent", "true"), needsSecondFactor))
                .isEqualTo(ALLOWED);
        assertThat(identity(OBJECT, needsSecondFactor)).isEqualTo(DENIED);
        assertThat(identity(OBJECT.action("iam:ListMFADevices"), needsSecondFactor))
                .isEqualTo(ALLOWED);
    }

    /// IAM User Guide, "IAM JSON policy elements: NotResource".
    @Test
    void everyResourceBut() {
        String policy = """
                {"Effect":"Deny","Action":"s3:*","NotResource":["arn:aws:s3:::town/hr/*","arn:aws:s3:::town"]}""";
        assertThat(identity(OBJECT, policy)).isEqualTo(DENIED);
        assertThat(identity(OBJECT.resource("arn:aws:s3:::town/hr/pay"), policy))
                .isEqualTo(SILENT);
    }

    /// IAM User Guide, "Conditions with multiple context keys or values": operators and keys are all needed,
    /// one value of each is enough.
    @Test
    void allKeysAndOneValueOfEach() {
        String policy = """
                {"Effect":"Allow","Action":"*","Resource":"*","Condition":{
                 "StringEquals":{"aws:PrincipalTag/job":["planner","clerk"],"aws:PrincipalTag/town":"a"},
                 "DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}""";
        Asked fits = OBJECT.with("aws:principaltag/job", "clerk")
                .with("aws:principaltag/town", "a")
                .with("aws:currenttime", "2026-05-01T12:00:00Z");
        assertThat(identity(fits, policy)).isEqualTo(ALLOWED);
        assertThat(identity(fits.with("aws:principaltag/town", "b"), policy)).isEqualTo(SILENT);
        assertThat(identity(fits.with("aws:principaltag/job", "mayor"), policy)).isEqualTo(SILENT);
        assertThat(identity(fits.with("aws:currenttime", "2031-01-01T00:00:00Z"), policy))
                .isEqualTo(SILENT);
    }

    /// IAM User Guide, "Null condition operator": refusing uploads without encryption.
    @Test
    void onlyWithEncryption() {
        String policy = """
                {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::town/*",
                 "Condition":{"Null":{"s3:x-amz-server-side-encryption":"true"}}},
                {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::town/*",
                 "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"AES256"}}}""";
        Asked put = OBJECT.action("s3:PutObject");
        assertThat(bucket(put, policy)).isEqualTo(DENIED);
        assertThat(bucket(put.with("s3:x-amz-server-side-encryption", "aws:kms"), policy))
                .isEqualTo(DENIED);
        assertThat(bucket(put.with("s3:x-amz-server-side-encryption", "AES256"), policy))
                .isEqualTo(SILENT);
    }
}
