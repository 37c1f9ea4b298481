package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Source of the rules and of the `SourceVpc` examples: Amazon S3 User Guide, "The meaning of public".
final class PublicPolicyTest {
    private static final Set<String> FIXING = Set.of("aws:sourceip", "aws:sourcearn", "aws:sourcevpc", "aws:userid");

    private static boolean isPublic(String effect, String principal, String condition) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":"
                + principal + ",\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Condition\":" + condition + "}}";
        return Policy.of(policy, PolicyKind.RESOURCE).isPublic(FIXING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    Allow ~ "*"                                 ~ true
                    Allow ~ {"AWS":"*"}                         ~ true
                    Allow ~ {"AWS":["water","*"]}               ~ true
                    Allow ~ {"AWS":"water"}                     ~ false
                    Allow ~ {"AWS":"arn:aws:iam::water:root"}   ~ false
                    Allow ~ {"CanonicalUser":"abc"}             ~ false
                    Allow ~ {"Service":"logging.s3.amazonaws.com"} ~ false
                    Deny  ~ "*"                                 ~ false
                    """)
    void byPrincipal(String effect, String principal, boolean expected) {
        assertThat(isPublic(effect, principal, "{}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    {"StringLike":{"aws:SourceVpc":"vpc-*"}}                         ~ true
                    {"StringEquals":{"aws:SourceVpc":"vpc-91237329"}}                ~ false
                    {"StringLike":{"aws:SourceVpc":"vpc-91237329"}}                  ~ false
                    {"StringEquals":{"AWS:sourcevpc":["vpc-1","vpc-2"]}}             ~ false
                    {"StringLike":{"aws:SourceVpc":["vpc-1","vpc-?"]}}               ~ true
                    {"StringEquals":{"aws:userid":"${aws:userid}"}}                  ~ true
                    {"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}                    ~ true
                    {"StringEqualsIfExists":{"aws:SourceVpc":"vpc-1"}}               ~ true
                    {"ForAllValues:StringEquals":{"aws:SourceVpc":"vpc-1"}}          ~ true
                    {"ForAnyValue:StringEquals":{"aws:SourceVpc":"vpc-1"}}           ~ false
                    {"Null":{"aws:SourceVpc":"false"}}                               ~ true
                    {"StringEquals":{"aws:Referer":"https://example.com"}}           ~ true
                    {"ArnLike":{"aws:SourceArn":"arn:aws:sns:::topic"}}              ~ false
                    {"ArnLike":{"aws:SourceArn":"arn:aws:sns:::*"}}                  ~ true
                    {"IpAddress":{"aws:SourceIp":"10.0.0.0/32"}}                     ~ false
                    {"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}                      ~ false
                    {"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}                       ~ true
                    {"IpAddress":{"aws:SourceIp":["10.0.0.0/8","0.0.0.0/0"]}}        ~ true
                    {"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}                   ~ false
                    {"IpAddress":{"aws:SourceIp":"2000::/31"}}                       ~ true
                    {"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}                   ~ true
                    {"StringEquals":{"a:b":"c"},"IpAddress":{"aws:SourceIp":"10.0.0.1"}} ~ false
                    """)
    void byCondition(String condition, boolean expected) {
        assertThat(isPublic("Allow", "\"*\"", condition)).isEqualTo(expected);
    }

    /// One open statement is enough; a deny beside it changes nothing.
    @Test
    void oneOpenStatementIsEnough() {
        String closed = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"water\"},\"Action\":\"*\",\"Resource\":\"*\"}";
        String open = closed.replace("water", "*");
        String deny = open.replace("Allow", "Deny");
        assertThat(Policy.of("{\"Statement\":[" + closed + "," + deny + "]}", PolicyKind.RESOURCE)
                        .isPublic(FIXING))
                .isFalse();
        assertThat(Policy.of("{\"Statement\":[" + closed + "," + deny + "," + open + "]}", PolicyKind.RESOURCE)
                        .isPublic(FIXING))
                .isTrue();
    }

    @Test
    void anIdentitysPolicyIsNeverPublic() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
        assertThat(Policy.of(policy, PolicyKind.IDENTITY).isPublic(FIXING)).isFalse();
    }
}
