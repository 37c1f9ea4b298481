package skyhall.platform.access;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Builds questions for tests: Alice of the water office reads a report.
record Asked(
        String arn, String organisation, String action, String resource, Map<String, List<String>> context, String id) {
    static final Asked ALICE = new Asked(
            "arn:aws:iam::water:user/alice",
            "water",
            "s3:GetObject",
            "arn:aws:s3:::reports/2026/may.pdf",
            Map.of("aws:username", List.of("alice")),
            "id-of-alice");

    static final Asked ANONYMOUS = new Asked("", "", ALICE.action, ALICE.resource, Map.of(), "");

    Asked action(String other) {
        return new Asked(arn, organisation, other, resource, context, id);
    }

    Asked resource(String other) {
        return new Asked(arn, organisation, action, other, context, id);
    }

    Asked with(String key, String... values) {
        Map<String, List<String>> more = new HashMap<>(context);
        more.put(key.toLowerCase(Locale.ROOT), List.of(values));
        return new Asked(arn, organisation, action, resource, more, id);
    }

    Asked without(String key) {
        Map<String, List<String>> less = new HashMap<>(context);
        less.remove(key);
        return new Asked(arn, organisation, action, resource, less, id);
    }

    AccessQuestion question() {
        return new AccessQuestion(arn, organisation, action, resource, context, id);
    }

    Verdict of(String policy, PolicyKind kind) {
        return Access.decide(List.of(Policy.of(policy, kind)), question());
    }
}
