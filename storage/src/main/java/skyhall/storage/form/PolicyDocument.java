package skyhall.storage.form;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads policy documents: `expiration` and `conditions`, these two names with regard to case, everything in a
/// condition that names a field or an operator without.
final class PolicyDocument {
    /// `\$` is how AWS's documents write a dollar sign in a value, though JSON knows no such escape.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .build();

    private final List<PolicyCondition> conditions = new ArrayList<>();
    private LengthRange length = LengthRange.ANY;

    private PolicyDocument() {}

    static PostPolicy read(String base64) {
        JsonNode document = json(base64);
        JsonNode expiration = document.get("expiration");
        JsonNode list = document.get("conditions");
        if (expiration == null || !expiration.isString()) {
            throw invalid("Policy missing expiration.");
        }
        if (list == null || !list.isArray()) {
            throw invalid("Policy missing conditions.");
        }
        PolicyDocument reading = new PolicyDocument();
        list.forEach(reading::condition);
        return new PostPolicy(instant(expiration.stringValue()), reading.conditions, reading.length);
    }

    private static JsonNode json(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("[ \t\r\n]", ""));
            JsonNode document = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (document.isObject()) {
                return document;
            }
        } catch (IllegalArgumentException | JacksonException _) {
            throw invalid("Invalid JSON.");
        }
        throw invalid("Invalid JSON.");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw invalid("Invalid 'expiration' value: '" + text + "'");
        }
    }

    private void condition(JsonNode node) {
        if (node.isObject()) {
            equality(node);
        } else if (node.isArray() && node.size() == 3) {
            operation(node);
        } else {
            throw invalid("Invalid Condition.");
        }
    }

    /// `{"acl": "private"}`: exactly one field in an object.
    private void equality(JsonNode node) {
        if (node.size() != 1) {
            throw invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        conditions.add(new PolicyCondition.Equal(PolicyCondition.fieldName(only.getKey()), text(only.getValue())));
    }

    /// `["starts-with", "$key", "user/"]` or `["content-length-range", 0, 1024]`.
    private void operation(JsonNode node) {
        String operator = text(node.get(0)).toLowerCase(Locale.ROOT);
        switch (operator) {
            case "eq" -> conditions.add(new PolicyCondition.Equal(field(node.get(1)), text(node.get(2))));
            case "starts-with" -> conditions.add(new PolicyCondition.Prefix(field(node.get(1)), text(node.get(2))));
            case "content-length-range" ->
                length = length.and(new LengthRange(number(node.get(1)), number(node.get(2))));
            default -> throw invalid("Invalid Condition: unknown operation '" + operator + "'.");
        }
    }

    private static String field(JsonNode node) {
        String name = text(node);
        if (!name.startsWith("$")) {
            throw invalid("Invalid Condition: '" + name + "' does not begin with '$'.");
        }
        return PolicyCondition.fieldName(name.substring(1));
    }

    private static long number(@Nullable JsonNode node) {
        String text = text(node);
        if (!text.matches("[0-9]{1,18}")) {
            throw invalid("Invalid content-length-range: '" + text + "' is no length.");
        }
        return Long.parseLong(text);
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || !node.isValueNode() || node.isNull()) {
            throw invalid("Invalid Condition: a value must be a text or a number.");
        }
        return node.asString();
    }

    private static FaultException invalid(String detail) {
        return new FaultException(StorageFault.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + detail);
    }
}
