package skyhall.platform.access;

import java.util.List;
import java.util.Optional;

/// Decides requests by policies. An explicit deny wins over every allow; where nobody speaks nothing is
/// allowed, and what that means is the caller's to say (a resource may have another owner of the answer).
///
/// Source: AWS IAM User Guide, "Policy evaluation logic".
public final class Access {
    private Access() {}

    /// What all `policies` together say. Makes no garbage unless a policy has variables.
    public static Verdict decide(List<Policy> policies, AccessQuestion question) {
        Verdict verdict = Verdict.SILENT;
        for (int i = 0; i < policies.size(); i++) {
            switch (policies.get(i).verdict(question)) {
                case DENIED -> {
                    return Verdict.DENIED;
                }
                case ALLOWED -> verdict = Verdict.ALLOWED;
                case SILENT -> {}
            }
        }
        return verdict;
    }

    /// The same verdict as [#decide], and which statement decided.
    static Decision explain(List<Policy> policies, AccessQuestion question) {
        Optional<Decision> allow = Optional.empty();
        for (int i = 0; i < policies.size(); i++) {
            Decision said = policies.get(i).explain(question, i);
            switch (said.verdict()) {
                case DENIED -> {
                    return said;
                }
                case ALLOWED -> allow = allow.or(() -> Optional.of(said));
                case SILENT -> {}
            }
        }
        return allow.orElseGet(() -> new Decision(Verdict.SILENT, Optional.empty()));
    }
}
