package skyhall.platform.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shapes that the policy language makes of JSON: a text, a text or a list of them, an object of known
/// fields.
final class JsonShape {
    /// A policy needs six levels.
    private static final int MAX_DEPTH = 10;

    /// A number with more digits than this behind or before its point is no number that a policy needs.
    private static final int MAX_SCALE = 40;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_SCALE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonShape() {}

    /// The whole text as one JSON object, every name in it once.
    static JsonNode object(String json) throws Malformation {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new Malformation("Policies must be valid JSON", String.valueOf(e.getOriginalMessage()));
        }
        if (node == null || !node.isObject()) {
            throw new Malformation("Policies must be valid JSON and the first byte must be '{'");
        }
        return node;
    }

    static void onlyKnown(JsonNode object, Set<String> known) throws Malformation {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new Malformation("Unknown field", name);
            }
        }
    }

    static Optional<String> text(JsonNode object, String name) throws Malformation {
        JsonNode node = object.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw new Malformation("Invalid policy syntax: " + name + " must be a string");
        }
        return Optional.of(node.stringValue());
    }

    /// A string or a list of at least one.
    static List<String> texts(JsonNode object, String name) throws Malformation {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : oneOrMore(object.get(name), name)) {
            if (!node.isString()) {
                throw new Malformation("Invalid policy syntax: not a string or a list of strings", name);
            }
            texts.add(node.stringValue());
        }
        return List.copyOf(texts);
    }

    /// A string, a number or a truth, or a list of at least one of these, all as text.
    static List<String> scalars(JsonNode node, String name) throws Malformation {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : oneOrMore(node, name)) {
            texts.add(scalar(item, name));
        }
        return List.copyOf(texts);
    }

    private static String scalar(JsonNode node, String name) throws Malformation {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return Boolean.toString(node.booleanValue());
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            if (Math.abs(number.scale()) <= MAX_SCALE) {
                return number.toPlainString();
            }
        }
        throw new Malformation("Invalid policy syntax: not a value or a list of values", name);
    }

    private static List<JsonNode> oneOrMore(JsonNode node, String name) throws Malformation {
        List<JsonNode> nodes = node.isArray() ? List.copyOf(node.values()) : List.of(node);
        if (nodes.isEmpty()) {
            throw new Malformation("Invalid policy syntax: an empty list", name);
        }
        return nodes;
    }

    static Set<Map.Entry<String, JsonNode>> fields(JsonNode node, String name) throws Malformation {
        if (!node.isObject()) {
            throw new Malformation("Invalid policy syntax: not an object", name);
        }
        return node.properties();
    }
}
