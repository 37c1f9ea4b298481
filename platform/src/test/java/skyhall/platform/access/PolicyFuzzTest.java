package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Whatever the text: the parser answers, what it takes can be asked and printed, and the print is the same
/// policy. Runs over the committed seeds; with `JAZZER_FUZZ=1` in the environment it goes on searching.
final class PolicyFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void parsesOrSaysWhyNot(FuzzedDataProvider data) {
        PolicyKind kind = data.consumeBoolean() ? PolicyKind.RESOURCE : PolicyKind.IDENTITY;
        String text = data.consumeRemainingAsString();
        switch (Policy.parse(text, kind)) {
            case PolicyParsing.Malformed(String reason) -> assertThat(reason).isNotBlank();
            case PolicyParsing.Parsed(Policy policy) -> {
                AccessQuestion question =
                        Asked.ALICE.with("aws:sourceip", "10.0.0.1").question();
                Verdict verdict = Access.decide(List.of(policy), question);
                Policy printed = Policy.of(shortEnough(policy), kind);
                assertThat(Access.decide(List.of(printed), question)).isEqualTo(verdict);
            }
        }
    }

    /// The print is wider than the original and may pass the size limit.
    private static String shortEnough(Policy policy) {
        return policy.printed().length() < Policy.MAX_SIZE_BYTES / 4 ? policy.printed() : policy.text();
    }
}
