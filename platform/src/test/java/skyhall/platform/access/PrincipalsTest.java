package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.access.Asked.ALICE;
import static skyhall.platform.access.Asked.ANONYMOUS;
import static skyhall.platform.access.Verdict.ALLOWED;
import static skyhall.platform.access.Verdict.DENIED;
import static skyhall.platform.access.Verdict.SILENT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrincipalsTest {
    private static final Asked BOB = asked("arn:aws:iam::water:user/bob", "water", "id-of-bob");
    private static final Asked OTHER_ALICE = asked("arn:aws:iam::roads:user/alice", "roads", "id-of-other-alice");
    private static final Asked LOGGING = asked("logging.s3.amazonaws.com", "", "");

    private static Asked asked(String arn, String organisation, String id) {
        return new Asked(arn, organisation, ALICE.action(), ALICE.resource(), Map.of(), id);
    }

    private static String policy(String effect, String principal) {
        return "{\"Statement\":{\"Effect\":\"" + effect + "\"," + principal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    "*"                                              ~ alice bob other logging anonymous
                    {"AWS":"*"}                                      ~ alice bob other logging anonymous
                    {"AWS":["roads","*"]}                            ~ alice bob other logging anonymous
                    {"AWS":"water"}                                  ~ alice bob
                    {"AWS":"arn:aws:iam::water:root"}                ~ alice bob
                    {"AWS":["water","roads"]}                        ~ alice bob other
                    {"AWS":"arn:aws:iam::water:user/alice"}          ~ alice
                    {"AWS":"arn:aws:iam::water:user/Alice"}          ~ nobody
                    {"AWS":"arn:aws:iam:::user/id-of-alice"}         ~ alice
                    {"AWS":"arn:aws:iam:::user/alice"}               ~ nobody
                    {"CanonicalUser":"id-of-alice"}                  ~ alice
                    {"CanonicalUser":"id-of-bob","AWS":"roads"}      ~ bob other
                    {"Service":"logging.s3.amazonaws.com"}           ~ logging
                    {"Service":"logging.s3.amazonaws.comkaboom"}     ~ nobody
                    """)
    void namesExactlyThese(String principal, String included) {
        Map<String, Asked> everyone =
                Map.of("alice", ALICE, "bob", BOB, "other", OTHER_ALICE, "logging", LOGGING, "anonymous", ANONYMOUS);
        everyone.forEach((name, asked) -> {
            boolean isIn = included.contains(name);
            assertThat(asked.of(policy("Allow", "\"Principal\":" + principal), PolicyKind.RESOURCE))
                    .describedAs(name)
                    .isEqualTo(isIn ? ALLOWED : SILENT);
            assertThat(asked.of(policy("Deny", "\"NotPrincipal\":" + principal), PolicyKind.RESOURCE))
                    .describedAs("all but " + name)
                    .isEqualTo(isIn ? SILENT : DENIED);
        });
    }

    /// A caller without owner id or organisation must not fit an empty name.
    @Test
    void whoHasNoOwnerIdFitsNoOwnerId() {
        Asked nameless = asked("arn:aws:iam::water:user/carol", "", "");
        assertThat(nameless.of(policy("Allow", "\"Principal\":{\"CanonicalUser\":\"id\"}"), PolicyKind.RESOURCE))
                .isEqualTo(SILENT);
    }

    /// Who gave no credentials is nobody, whatever else stands in the question.
    @Test
    void onlyTheWildcardNamesTheAnonymous() {
        Asked nobody = asked("", "water", "id-of-alice");
        assertThat(nobody.of(policy("Allow", "\"Principal\":{\"AWS\":\"water\"}"), PolicyKind.RESOURCE))
                .isEqualTo(SILENT);
        assertThat(nobody.of(policy("Allow", "\"Principal\":{\"CanonicalUser\":\"id-of-alice\"}"), PolicyKind.RESOURCE))
                .isEqualTo(SILENT);
    }

    @Test
    void anIdentitysPolicySpeaksOfItsBearer() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
        assertThat(ALICE.of(policy, PolicyKind.IDENTITY)).isEqualTo(ALLOWED);
    }
}
