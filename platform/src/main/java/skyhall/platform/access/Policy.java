package skyhall.platform.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A policy document that was understood as a whole, compiled for asking. Immutable; safe for use by many
/// threads.
public final class Policy {
    /// The longest text that is taken, in bytes of UTF-8. Source: Amazon S3 User Guide, "Bucket policies".
    public static final int MAX_SIZE_BYTES = 20 * 1024;

    private final String text;
    private final PolicyKind kind;
    private final PolicyText source;
    private final List<Statement> statements;
    private final Set<String> contextKeys;

    Policy(String text, PolicyKind kind, PolicyText source, List<Statement> statements) {
        this.text = text;
        this.kind = kind;
        this.source = source;
        this.statements = List.copyOf(statements);
        Set<String> keys = new TreeSet<>();
        statements.forEach(statement -> statement.collectKeys(keys));
        this.contextKeys = java.util.Collections.unmodifiableSet(keys);
    }

    /// Reads a stranger's text. Strict: an element that we do not know could be the one that was meant to
    /// forbid.
    public static PolicyParsing parse(String json, PolicyKind kind) {
        return PolicyReader.read(json, kind);
    }

    /// Reads a text of our own.
    ///
    /// @throws IllegalArgumentException when it is no policy
    public static Policy of(String json, PolicyKind kind) {
        return switch (parse(json, kind)) {
            case PolicyParsing.Parsed(Policy policy) -> policy;
            case PolicyParsing.Malformed(String reason) -> throw new IllegalArgumentException(reason);
        };
    }

    /// The text that was parsed, byte for byte.
    public String text() {
        return text;
    }

    public PolicyKind kind() {
        return kind;
    }

    /// The same policy in our own layout: lists everywhere, two spaces to a level. Parsing it gives the same
    /// policy.
    public String printed() {
        return PolicyPrinter.print(source, kind);
    }

    /// Every pattern under `Action` and `NotAction`, as written, for a service that wants to refuse actions
    /// that it does not have.
    public Set<String> actions() {
        return gathered(StatementText::actions);
    }

    /// Every pattern under `Resource` and `NotResource`, as written, for a service that wants to refuse
    /// resources that are not the policy's own.
    public Set<String> resources() {
        return gathered(StatementText::resources);
    }

    /// The keys that an answer may depend on, in lower case: condition keys and variables. A service needs to
    /// gather no other context for a question.
    public Set<String> contextKeys() {
        return contextKeys;
    }

    /// Whether the policy opens the resource to the public: an allow for everybody that no condition ties to
    /// fixed values. Values with a wildcard or a variable are not fixed, nor are address ranges broader than /8
    /// (IPv6 /32). An operator with `IfExists` or `ForAllValues` ties nothing, since it holds where the key is
    /// absent. What is denied elsewhere is not looked at. An identity's policy is never public.
    ///
    /// Source: Amazon S3 User Guide, "The meaning of public". The exceptions named there, a wildcard in an
    /// access point's name and in `aws:userid`, are not made: such a policy counts as public.
    ///
    /// @param fixingKeys in lower case, the keys that the service takes as telling who asks (`aws:sourceip`,
    ///     ...)
    public boolean isPublic(Set<String> fixingKeys) {
        return kind == PolicyKind.RESOURCE && statements.stream().anyMatch(s -> s.isPublic(fixingKeys));
    }

    Verdict verdict(AccessQuestion question) {
        Verdict verdict = Verdict.SILENT;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            // After an allow only a deny can change the answer.
            boolean matters = verdict == Verdict.SILENT || !statement.allows();
            if (matters && statement.appliesTo(question)) {
                if (!statement.allows()) {
                    return Verdict.DENIED;
                }
                verdict = Verdict.ALLOWED;
            }
        }
        return verdict;
    }

    Decision explain(AccessQuestion question, int policyIndex) {
        Decision decision = new Decision(Verdict.SILENT, Optional.empty());
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            boolean matters = decision.verdict() == Verdict.SILENT || !statement.allows();
            if (matters && statement.appliesTo(question)) {
                String sid = statement.source().sid();
                Verdict verdict = statement.allows() ? Verdict.ALLOWED : Verdict.DENIED;
                decision = new Decision(verdict, Optional.of(new Decision.Decider(policyIndex, i, sid)));
                if (verdict == Verdict.DENIED) {
                    return decision;
                }
            }
        }
        return decision;
    }

    private Set<String> gathered(Function<StatementText, List<String>> part) {
        Set<String> gathered = new LinkedHashSet<>();
        source.statements().forEach(statement -> gathered.addAll(part.apply(statement)));
        return java.util.Collections.unmodifiableSet(gathered);
    }

    /// Two policies are the same when their text is.
    @Override
    public boolean equals(Object other) {
        return other instanceof Policy that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
