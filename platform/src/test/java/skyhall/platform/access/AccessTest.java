package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.access.Asked.ALICE;
import static skyhall.platform.access.Verdict.ALLOWED;
import static skyhall.platform.access.Verdict.DENIED;
import static skyhall.platform.access.Verdict.SILENT;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How statements and policies add up, and which one is said to have decided.
final class AccessTest {
    private static final Policy READS = identity(statement("reads", "Allow", "s3:Get*"));
    private static final Policy READS_AGAIN = identity(statement("again", "Allow", "s3:GetObject"));
    private static final Policy WRITES = identity(statement("writes", "Allow", "s3:Put*"));
    private static final Policy NO_READS =
            identity(statement("", "Allow", "s3:Put*") + "," + statement("noReads", "Deny", "s3:GetObject"));

    private static String statement(String sid, String effect, String action) {
        return "{\"Sid\":\"%s\",\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"}".formatted(sid, effect, action);
    }

    private static Policy identity(String statements) {
        return Policy.of("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", PolicyKind.IDENTITY);
    }

    private static Decision explained(Policy... policies) {
        Decision decision = Access.explain(List.of(policies), ALICE.question());
        assertThat(Access.decide(List.of(policies), ALICE.question())).isEqualTo(decision.verdict());
        return decision;
    }

    private static Decision decided(Verdict verdict, int policy, int statement, String sid) {
        return new Decision(verdict, Optional.of(new Decision.Decider(policy, statement, sid)));
    }

    @Test
    void whereNobodySpeaksNobodyDecides() {
        Decision silence = new Decision(SILENT, Optional.empty());
        assertThat(explained()).isEqualTo(silence);
        assertThat(explained(WRITES)).isEqualTo(silence);
    }

    @Test
    void theFirstAllowDecides() {
        assertThat(explained(WRITES, READS, READS_AGAIN)).isEqualTo(decided(ALLOWED, 1, 0, "reads"));
    }

    @Test
    void aDenyWinsWhereverItStands() {
        assertThat(explained(READS, NO_READS)).isEqualTo(decided(DENIED, 1, 1, "noReads"));
        assertThat(explained(NO_READS, READS)).isEqualTo(decided(DENIED, 0, 1, "noReads"));
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "s3:*, true",
        "*:*, true",
        "S3:GETOBJECT, true",
        "s3:getobject, true",
        "s3:G*t, true",
        "s3:GetObject?, false",
        "s3:Get, false",
        "s3:GetO?ject, true",
        "sqs:*, false",
        "s3:*Object*, true"
    })
    void actionsAreComparedWithoutRegardToCase(String pattern, boolean fits) {
        assertThat(ALICE.of("{\"Statement\":" + statement("", "Allow", pattern) + "}", PolicyKind.IDENTITY))
                .isEqualTo(fits ? ALLOWED : SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:aws:s3:::reports/*, true",
        "arn:aws:s3:::reports/2026/may.pdf, true",
        "arn:aws:s3:::Reports/*, false",
        "arn:aws:s3:::reports, false",
        "arn:aws:s3:::*, true",
        "arn:aws:s3*, true",
        "arn:aws:s3:::*/????/*.pdf, true",
        "arn:aws:s3:::*/???/*.pdf, false"
    })
    void resourcesAreComparedWithRegardToCase(String pattern, boolean fits) {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"" + pattern + "\"}}";
        assertThat(ALICE.of(policy, PolicyKind.IDENTITY)).isEqualTo(fits ? ALLOWED : SILENT);
    }
}
