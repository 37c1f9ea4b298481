package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two evaluators, written apart, say the same of 100,000 questions.
final class EvaluatorsAgreeTest {
    private static final int SEEDS = 20_000;
    private static final int QUESTIONS = 5;

    @Test
    void onRandomPoliciesAndQuestions() {
        Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomPolicies random = new RandomPolicies(seed);
            PolicyKind kind = seed % 2 == 0 ? PolicyKind.IDENTITY : PolicyKind.RESOURCE;
            List<String> texts =
                    seed % 3 == 0 ? List.of(random.policy(kind), random.policy(kind)) : List.of(random.policy(kind));
            List<Policy> policies = texts.stream().map(t -> Policy.of(t, kind)).toList();
            for (int i = 0; i < QUESTIONS; i++) {
                AccessQuestion question = random.question();
                Verdict verdict = Access.decide(policies, question);
                if (verdict != NaiveEvaluator.decide(texts, question)) {
                    assertThat(verdict)
                            .describedAs("seed %d: %s%n%s", seed, question, texts)
                            .isEqualTo(NaiveEvaluator.decide(texts, question));
                }
                assertThat(Access.explain(policies, question).verdict()).isEqualTo(verdict);
                seen.merge(verdict, 1, Integer::sum);
            }
        }
        // A test that only ever saw silence would prove nothing.
        assertThat(seen.values()).hasSize(3).allMatch(count -> count > SEEDS * QUESTIONS / 20);
    }

    @Test
    void onPoliciesPrintedInOurLayout() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            RandomPolicies random = new RandomPolicies(seed);
            PolicyKind kind = seed % 2 == 0 ? PolicyKind.IDENTITY : PolicyKind.RESOURCE;
            Policy policy = Policy.of(random.policy(kind), kind);
            Policy again = Policy.of(policy.printed(), kind);
            assertThat(again.printed()).isEqualTo(policy.printed());
            for (int i = 0; i < QUESTIONS; i++) {
                AccessQuestion question = random.question();
                assertThat(Access.decide(List.of(again), question)).isEqualTo(Access.decide(List.of(policy), question));
            }
        }
    }
}
