package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skyhall.platform.access.Access;
import skyhall.platform.access.AccessQuestion;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.access.Verdict;

class RoleTest {
    /// What each role may do, in the order operator, administrator, developer, auditor.
    @ParameterizedTest
    @CsvSource({
        "s3:GetObject,           arn:aws:s3:::bucket/key,          yes, yes, yes, yes",
        "s3:GetBucketPolicy,     arn:aws:s3:::bucket,              yes, yes, yes, yes",
        "s3:ListAllMyBuckets,    arn:aws:s3:::*,                   yes, yes, yes, yes",
        "s3:PutObject,           arn:aws:s3:::bucket/key,          yes, yes, yes, no",
        "s3:DeleteObjectVersion, arn:aws:s3:::bucket/key,          yes, yes, yes, no",
        "s3:CreateBucket,        arn:aws:s3:::bucket,              yes, yes, yes, no",
        "s3:PutBucketPolicy,     arn:aws:s3:::bucket,              yes, yes, no,  no",
        "s3:BypassGovernanceRetention, arn:aws:s3:::bucket/key,    yes, yes, no,  no",
        "iam:ListUsers,          arn:aws:iam::water:user/li,       yes, yes, no,  yes",
        "iam:CreateAccessKey,    arn:aws:iam::water:user/li,       yes, yes, no,  no",
        "iam:ListUsers,          arn:aws:iam::fire:user/wang,      yes, no,  no,  no",
        "iam:ListUsers,          arn:aws:iam::waterworks:user/x,   yes, no,  no,  no",
        "sky:GetUsage,           arn:aws:iam::water:organisation,  yes, yes, no,  yes",
    })
    void rights(
            String action, String resource, String operator, String administrator, String developer, String auditor) {
        Map<Role, String> expected = Map.of(
                Role.OPERATOR, operator,
                Role.ADMINISTRATOR, administrator,
                Role.DEVELOPER, developer,
                Role.AUDITOR, auditor);
        expected.forEach((role, answer) -> assertThat(verdict(role, action, resource))
                .as(role + " " + action)
                .isEqualTo(answer.equals("yes") ? Verdict.ALLOWED : Verdict.SILENT));
    }

    @Test
    void namesAreReadAsTheyAreWritten() {
        for (Role role : Role.values()) {
            assertThat(Role.parse(role.text())).contains(role);
        }
        assertThat(Role.parse("Operator")).isEmpty();
        assertThat(Role.parse("king")).isEmpty();
    }

    private static Verdict verdict(Role role, String action, String resource) {
        Policy policy = Policy.of(role.document("water"), PolicyKind.IDENTITY);
        return Access.decide(
                List.of(policy), new AccessQuestion("arn:aws:iam::water:user/li", "water", action, resource, Map.of()));
    }
}
