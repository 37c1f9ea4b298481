package skyhall.platform.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a policy document from its text to its compiled form, or says what is the first thing wrong with it.
final class PolicyReader {
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    private PolicyReader() {}

    static PolicyParsing read(String json, PolicyKind kind) {
        try {
            return new PolicyParsing.Parsed(policy(json, kind));
        } catch (Malformation malformation) {
            return new PolicyParsing.Malformed(malformation.reason());
        }
    }

    private static Policy policy(String json, PolicyKind kind) throws Malformation {
        if (json.length() > Policy.MAX_SIZE_BYTES
                || json.getBytes(StandardCharsets.UTF_8).length > Policy.MAX_SIZE_BYTES) {
            throw new Malformation(
                    "Policy exceeds the maximum allowed document size of " + Policy.MAX_SIZE_BYTES + " bytes");
        }
        PolicyText source = document(JsonShape.object(json), kind);
        List<Statement> statements = new ArrayList<>();
        for (StatementText statement : source.statements()) {
            statements.add(Statement.read(statement, kind, source.hasVariables()));
        }
        return new Policy(json, kind, source, statements);
    }

    private static PolicyText document(JsonNode document, PolicyKind kind) throws Malformation {
        JsonShape.onlyKnown(document, ELEMENTS);
        String version = JsonShape.text(document, "Version").orElse(PolicyText.OLD_VERSION);
        if (!version.equals(PolicyText.OLD_VERSION) && !version.equals(PolicyText.VERSION)) {
            throw new Malformation("The policy must contain a valid version string", version);
        }
        String id = JsonShape.text(document, "Id").orElse("");
        List<StatementText> statements = new ArrayList<>();
        for (JsonNode statement : statements(document)) {
            statements.add(StatementReader.read(statement, kind));
        }
        uniqueSids(statements);
        return new PolicyText(version, id, List.copyOf(statements));
    }

    private static List<JsonNode> statements(JsonNode document) throws Malformation {
        JsonNode statement = document.get("Statement");
        if (statement == null) {
            throw new Malformation("Missing required field Statement");
        }
        List<JsonNode> statements = statement.isArray() ? List.copyOf(statement.values()) : List.of(statement);
        if (statements.isEmpty()) {
            throw new Malformation("Could not parse the policy: Statement is empty");
        }
        return statements;
    }

    private static void uniqueSids(List<StatementText> statements) throws Malformation {
        Set<String> seen = new HashSet<>();
        for (StatementText statement : statements) {
            if (!statement.sid().isEmpty() && !seen.add(statement.sid())) {
                throw new Malformation("Statement IDs (SID) in a single policy must be unique", statement.sid());
            }
        }
    }
}
