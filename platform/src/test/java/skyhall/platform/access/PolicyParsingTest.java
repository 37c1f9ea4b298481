package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyParsingTest {
    private static final String GOOD = """
            {"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":"*",\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}""";

    private static String reason(String json, PolicyKind kind) {
        return switch (Policy.parse(json, kind)) {
            case PolicyParsing.Parsed _ -> "";
            case PolicyParsing.Malformed(String reason) -> reason;
        };
    }

    /// What a resource's policy is refused for when `piece` of a good one is replaced.
    private static String reasonAfter(String piece, String replacement) {
        assertThat(GOOD).contains(piece);
        return reason(GOOD.replace(piece, replacement), PolicyKind.RESOURCE);
    }

    @Test
    void keepsTheOriginalText() {
        assertThat(Policy.of(" " + GOOD + "\n", PolicyKind.RESOURCE).text()).isEqualTo(" " + GOOD + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "Version":"2012-10-17"   ~ "Version":"2012-10-18"                ~ valid version string
                    "Version":"2012-10-17"   ~ "Version":20121017                    ~ Version must be a string
                    "Version":"2012-10-17"   ~ "version":"2012-10-17"                ~ Unknown field: version
                    "Version":"2012-10-17"   ~ "Id":[]                               ~ Id must be a string
                    "Sid":"a"                ~ "Sid":"a","Sid":"b"                   ~ valid JSON
                    "Sid":"a"                ~ "Sid":7                               ~ Sid must be a string
                    "Sid":"a"                ~ "Sid":"\\n"                            ~ (SID) must be
                    "Sid":"a"                ~ "Comment":"a"                         ~ Unknown field: Comment
                    "Effect":"Allow",        ~ ``                                    ~ Missing required field Effect
                    "Effect":"Allow"         ~ "Effect":"allow"                      ~ Invalid effect: allow
                    "Effect":"Allow"         ~ "Effect":["Allow"]                    ~ Effect must be a string
                    "Principal":"*",         ~ ``                                    ~ Missing required field Principal
                    "Principal":"*"          ~ "Principal":"water"                   ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{}                        ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":["*"]                     ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":[]}                ~ empty list
                    "Principal":"*"          ~ "Principal":{"AWS":7}                 ~ not a string
                    "Principal":"*"          ~ "Principal":{"Federated":"x"}         ~ Invalid principal in policy: Federated
                    "Principal":"*"          ~ "Principal":{"AWS":""}                ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"wat*"}            ~ Invalid principal in policy: wat*
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:iam::o:user/*"}  ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:iam::o:group/g"} ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:iam::*:root"}    ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:iam:::root"}     ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:iam:::user/"}    ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"AWS":"arn:aws:s3:::b"}  ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"CanonicalUser":"*"}     ~ Invalid principal in policy
                    "Principal":"*"          ~ "Principal":{"Service":"s3"}          ~ Invalid principal in policy
                    "Principal":"*"          ~ "NotPrincipal":{"AWS":"o"}            ~ Allow with NotPrincipal
                    "Principal":"*"          ~ "Principal":"*","NotPrincipal":"*"    ~ both Principal and NotPrincipal
                    "Action":"s3:GetObject"  ~ "Action":"s3:Get","NotAction":"s3:x"  ~ both Action and NotAction
                    "Action":"s3:GetObject"  ~ "Action":[]                           ~ empty list
                    "Action":"s3:GetObject"  ~ "Action":"GetObject"                  ~ must be prefaced by a vendor
                    "Action":"s3:GetObject"  ~ "Action":"s3:Get Object"              ~ invalid action
                    "Action":"s3:GetObject"  ~ "Action":"s3:"                        ~ invalid action
                    "Action":"s3:GetObject"  ~ "Action":"s3:a:b"                     ~ invalid action
                    "Action":"s3:GetObject"  ~ "Action":{"a":"b"}                    ~ not a string
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"b/*"                 ~ invalid resource
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"arn:aws:s3"          ~ invalid resource
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":""                    ~ invalid resource
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":null                  ~ not a string
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"arn:aws:s3:::${a"    ~ Invalid policy variable
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"arn:aws:s3:::${a:b, c}" ~ Invalid policy variable
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"arn:aws:s3:::${a:b, 'c}" ~ Invalid policy variable
                    "Resource":"arn:aws:s3:::b/*" ~ "Resource":"arn:aws:s3:::${ab}"  ~ Invalid policy variable
                    """)
    void refusesEveryMistakeWithItsReason(String piece, String replacement, String reason) {
        assertThat(reasonAfter(piece, replacement)).contains(reason);
    }

    @Test
    void refusesAStatementWithoutActionOrResource() {
        assertThat(reasonAfter("\"Action\":\"s3:GetObject\",", "")).isEqualTo("Missing required field Action");
        assertThat(reasonAfter(",\"Resource\":\"arn:aws:s3:::b/*\"", "")).isEqualTo("Missing required field Resource");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    []                                            ~ not an object
                    {"StringsEqual":{"a:b":"c"}}                  ~ Invalid Condition type: StringsEqual
                    {"stringequals":{"a:b":"c"}}                  ~ Invalid Condition type
                    {"IfExists":{"a:b":"c"}}                      ~ Invalid Condition type
                    {"NullIfExists":{"a:b":"true"}}               ~ Invalid Condition type
                    {"ForAnyValue:Null":{"a:b":"true"}}           ~ Invalid Condition type
                    {"ForSome:StringEquals":{"a:b":"true"}}       ~ Invalid Condition type
                    {"StringEquals":{}}                           ~ at least one key
                    {"StringEquals":"a"}                          ~ not an object
                    {"StringEquals":{"ab":"c"}}                   ~ invalid condition key: ab
                    {"StringEquals":{"a:b":[]}}                   ~ empty list
                    {"StringEquals":{"a:b":null}}                 ~ not a value
                    {"StringEquals":{"a:b":{}}}                   ~ not a value
                    {"StringEquals":{"a:b":["c",["d"]]}}          ~ not a value
                    {"StringEquals":{"a:b":"c","A:B":"c"}}        ~ given twice: A:B
                    {"StringEquals":{"a:b":"${c"}}                ~ Invalid policy variable
                    {"NumericEquals":{"a:b":"ten"}}               ~ Invalid number
                    {"NumericEquals":{"a:b":1e999999999}}         ~ not a value
                    {"DateEquals":{"a:b":"1 May"}}                ~ Invalid date
                    {"DateEquals":{"a:b":999999999999999999}}     ~ Invalid date
                    {"Bool":{"a:b":"yes"}}                        ~ Invalid Boolean
                    {"Null":{"a:b":"yes"}}                        ~ Invalid Boolean
                    {"BinaryEquals":{"a:b":"#"}}                  ~ Invalid Base64
                    {"IpAddress":{"a:b":"10.0.0.0/33"}}           ~ Invalid IP
                    {"IpAddress":{"a:b":"10.0.0.0/-1"}}           ~ Invalid IP
                    {"IpAddress":{"a:b":"10.0.0/8"}}              ~ Invalid IP
                    {"IpAddress":{"a:b":"10.0.0.256"}}            ~ Invalid IP
                    {"IpAddress":{"a:b":"::1::"}}                 ~ Invalid IP
                    {"IpAddress":{"a:b":"1:2:3:4:5:6:7:8:9"}}     ~ Invalid IP
                    {"IpAddress":{"a:b":"::/129"}}                ~ Invalid IP
                    {"IpAddress":{"a:b":"::ffff:10.0.0.0/95"}}    ~ Invalid IP
                    {"IpAddress":{"a:b":"localhost"}}             ~ Invalid IP
                    {"IpAddress":{"a:b":"fe80::1%eth0"}}          ~ Invalid IP
                    {"ArnLike":{"a:b":"arn:aws:s3"}}              ~ Invalid ARN
                    {"ArnLike":{"a:b":"s3:::b:c:d"}}              ~ Invalid ARN
                    """)
    void refusesEveryMistakeInAConditionWithItsReason(String condition, String reason) {
        assertThat(reasonAfter("\"Sid\":\"a\"", "\"Condition\":" + condition)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "7",
                "\"a\"",
                "{",
                "{}}",
                "{} {}",
                "{'a':1}",
                "{\"Statement\":{},}",
                "\uFEFF{}"
            })
    void refusesWhatIsNoJsonObject(String text) {
        assertThat(reason(text, PolicyKind.RESOURCE)).contains("JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    {}                     ~ Missing required field Statement
                    {"Statement":[]}       ~ Statement is empty
                    {"Statement":"a"}      ~ a statement is not an object
                    {"Statement":[[]]}     ~ a statement is not an object
                    {"Statement":null}     ~ a statement is not an object
                    {"Statement":[[[[[[[[[[[[]]]]]]]]]]]]} ~ valid JSON
                    """)
    void refusesADocumentWithoutStatements(String text, String reason) {
        assertThat(reason(text, PolicyKind.RESOURCE)).contains(reason);
    }

    @Test
    void refusesTheSameSidTwiceButNotTwoWithout() {
        String statement = "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String named = statement.replace("{", "{\"Sid\":\"a\",");
        assertThat(reason("{\"Statement\":[" + named + "," + named + "]}", PolicyKind.IDENTITY))
                .isEqualTo("Statement IDs (SID) in a single policy must be unique: a");
        assertThat(reason("{\"Statement\":[" + statement + "," + statement + "]}", PolicyKind.IDENTITY))
                .isEmpty();
    }

    @Test
    void anIdentitysPolicyNamesNobodyAndHasPlainSids() {
        assertThat(reason(GOOD, PolicyKind.IDENTITY)).isEqualTo("Policy document should not specify a principal.");
        String without = GOOD.replace("\"Principal\":\"*\",", "");
        assertThat(reason(without, PolicyKind.IDENTITY)).isEmpty();
        assertThat(reason(without.replace("\"a\"", "\"a b\""), PolicyKind.IDENTITY))
                .contains("alpha-numeric");
        assertThat(reasonAfter("\"a\"", "\"Allow Public Access to All Objects\""))
                .isEmpty();
    }

    @Test
    void theSizeLimitCountsBytes() {
        int room = Policy.MAX_SIZE_BYTES - GOOD.length();
        assertThat(reason(GOOD + " ".repeat(room), PolicyKind.RESOURCE)).isEmpty();
        assertThat(reason(GOOD + " ".repeat(room + 1), PolicyKind.RESOURCE)).contains("maximum allowed document size");
        String wide = GOOD.replace("b/*", "b/" + "水".repeat(7000));
        assertThat(wide.length()).isLessThan(Policy.MAX_SIZE_BYTES);
        assertThat(wide.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(Policy.MAX_SIZE_BYTES);
        assertThat(reason(wide, PolicyKind.RESOURCE)).contains("maximum allowed document size");
    }

    @Test
    void aPatternWithQuestionMarksIsShort() {
        assertThat(reasonAfter("b/*", "b/?" + "a".repeat(600))).contains("at most 512 characters");
        assertThat(reasonAfter("b/*", "b/*" + "a".repeat(6000) + "*")).isEmpty();
    }

    @Test
    void aReasonQuotesLittleAndNoControlCharacters() {
        String reason = reasonAfter("s3:GetObject", "s3:a\\nb\\u0000" + "x".repeat(5000));
        assertThat(reason).hasSizeLessThan(200).doesNotContain("\n").contains("s3:a?b?x");
    }

    @Test
    void valuesMayBeNumbersAndTruths() {
        assertThat(reasonAfter("\"Sid\":\"a\"", "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}"))
                .isEmpty();
        assertThat(reasonAfter("\"Sid\":\"a\"", "\"Condition\":{\"NumericLessThan\":{\"s3:max-keys\":[10,2.50]}}"))
                .isEmpty();
    }

    @Test
    void ourOwnMistakesThrow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.of("{}", PolicyKind.IDENTITY));
    }

    @Test
    void tellsWhatItSpeaksOf() {
        Policy policy = Policy.of("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":"*","Action":["s3:Get*","s3:Put*"],"Resource":"arn:aws:s3:::b/${aws:UserName}"},
                 {"Effect":"Deny","Principal":"*","NotAction":"s3:Get*","NotResource":"*",
                  "Condition":{"StringLike":{"S3:Prefix":"${x:Y, 'z'}"}}}]}""", PolicyKind.RESOURCE);
        assertThat(policy.actions()).containsExactly("s3:Get*", "s3:Put*");
        assertThat(policy.resources()).containsExactly("arn:aws:s3:::b/${aws:UserName}", "*");
        assertThat(policy.contextKeys()).containsExactly("aws:username", "s3:prefix", "x:y");
    }

    @Test
    void printsInOneLayout() {
        assertThat(Policy.of(GOOD, PolicyKind.RESOURCE).printed()).isEqualToNormalizingNewlines("""
                        {
                          "Version" : "2012-10-17",
                          "Statement" : [ {
                            "Sid" : "a",
                            "Effect" : "Allow",
                            "Principal" : {
                              "AWS" : [ "*" ]
                            },
                            "Action" : [ "s3:GetObject" ],
                            "Resource" : [ "arn:aws:s3:::b/*" ]
                          } ]
                        }""");
    }
}
