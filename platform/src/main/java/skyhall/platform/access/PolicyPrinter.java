package skyhall.platform.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes a policy in one layout, whatever the original's was.
final class PolicyPrinter {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writer();

    private PolicyPrinter() {}

    static String print(PolicyText policy, PolicyKind kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", policy.version());
        if (!policy.id().isEmpty()) {
            document.put("Id", policy.id());
        }
        document.put(
                "Statement",
                policy.statements().stream().map(s -> statement(s, kind)).toList());
        return JSON.writeValueAsString(document);
    }

    private static Map<String, Object> statement(StatementText statement, PolicyKind kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!statement.sid().isEmpty()) {
            fields.put("Sid", statement.sid());
        }
        fields.put("Effect", statement.allows() ? "Allow" : "Deny");
        if (kind == PolicyKind.RESOURCE) {
            fields.put(named("Principal", statement.notPrincipal()), statement.principals());
        }
        fields.put(named("Action", statement.notAction()), statement.actions());
        fields.put(named("Resource", statement.notResource()), statement.resources());
        if (!statement.conditions().isEmpty()) {
            fields.put("Condition", conditions(statement.conditions()));
        }
        return fields;
    }

    private static String named(String element, boolean negated) {
        return negated ? "Not" + element : element;
    }

    private static Map<String, Map<String, List<String>>> conditions(List<ConditionText> conditions) {
        Map<String, Map<String, List<String>>> block = new LinkedHashMap<>();
        for (ConditionText condition : conditions) {
            block.computeIfAbsent(condition.operator(), _ -> new LinkedHashMap<>())
                    .put(condition.key(), condition.values());
        }
        return block;
    }
}
