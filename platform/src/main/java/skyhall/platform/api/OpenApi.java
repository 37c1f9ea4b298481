package skyhall.platform.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import skyhall.platform.fault.Fault;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI 3.1 description of a list of endpoints. The same list always gives the same text.
/// Source: OpenAPI Specification 3.1.1.
public final class OpenApi {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RecordSchemas schemas = new RecordSchemas();

    private OpenApi() {}

    /// The description as indented JSON, ending with a line break.
    ///
    /// @throws IllegalArgumentException when two endpoints have the same method and path, or a record holds a type
    ///     that an API may not hold
    public static String describe(String title, String version, List<Endpoint> endpoints) {
        Map<String, Object> tree = new OpenApi().tree(title, version, endpoints);
        return JSON.writeValueAsString(tree) + "\n";
    }

    private Map<String, Object> tree(String title, String version, List<Endpoint> endpoints) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Endpoint endpoint : endpoints) {
            String method = endpoint.method().name().toLowerCase(Locale.ROOT);
            Object before =
                    paths.computeIfAbsent(endpoint.path(), _ -> new TreeMap<>()).put(method, operation(endpoint));
            if (before != null) {
                throw new IllegalArgumentException("declared twice: " + endpoint.method() + " " + endpoint.path());
            }
        }
        schemas.reference(Problem.class);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("openapi", "3.1.1");
        tree.put("info", ordered("title", title, "version", version));
        tree.put("paths", paths);
        tree.put("components", Map.of("schemas", schemas.named()));
        return tree;
    }

    private Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", endpoint.operationId());
        operation.put("summary", endpoint.summary());
        if (endpoint.retirement().isPresent()) {
            operation.put("deprecated", true);
        }
        List<Object> parameters = parameters(endpoint);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        endpoint.body().ifPresent(body -> operation.put("requestBody", body(body)));
        operation.put("responses", responses(endpoint));
        return operation;
    }

    private static List<Object> parameters(Endpoint endpoint) {
        List<Object> parameters = new ArrayList<>();
        for (String name : endpoint.pathParameters()) {
            parameters.add(parameter(name, "path", true, Map.of("type", "string")));
        }
        if (endpoint.paged()) {
            parameters.add(parameter("cursor", "query", false, Map.of("type", "string")));
            parameters.add(parameter("limit", "query", false, limit()));
        }
        if (endpoint.idempotent()) {
            parameters.add(parameter(
                    "Idempotency-Key", "header", true, ordered("type", "string", "minLength", 8, "maxLength", 128)));
        }
        return parameters;
    }

    private static Map<String, Object> limit() {
        return ordered(
                "type",
                "integer",
                "minimum",
                1,
                "maximum",
                PageRequest.MAX_LIMIT,
                "default",
                PageRequest.DEFAULT_LIMIT);
    }

    private static Map<String, Object> parameter(String name, String place, boolean required, Object schema) {
        return ordered("name", name, "in", place, "required", required, "schema", schema);
    }

    private Map<String, Object> body(Class<? extends Record> type) {
        return ordered("required", true, "content", json("application/json", schemas.reference(type)));
    }

    private Map<String, Object> responses(Endpoint endpoint) {
        Map<String, Object> responses = new TreeMap<>();
        responses.put("200", ordered("description", "Done.", "content", json("application/json", answer(endpoint))));
        Map<Integer, TreeSet<String>> refusals = new TreeMap<>();
        for (Fault fault : endpoint.faults()) {
            refusals.computeIfAbsent(fault.httpStatus(), _ -> new TreeSet<>())
                    .add(fault.code() + ": " + fault.sentence());
        }
        refusals.forEach((status, lines) -> responses.put(status.toString(), refusal(String.join(" ", lines))));
        responses.put("default", refusal("Any other refusal."));
        return responses;
    }

    private Object answer(Endpoint endpoint) {
        Map<String, Object> one = schemas.reference(endpoint.answer());
        if (!endpoint.paged()) {
            return one;
        }
        return ordered(
                "type", "object",
                "properties",
                        ordered("items", ordered("type", "array", "items", one), "next", Map.of("type", "string")),
                "required", List.of("items"));
    }

    private Map<String, Object> refusal(String description) {
        return ordered(
                "description", description, "content", json(Problem.MEDIA_TYPE, schemas.reference(Problem.class)));
    }

    private static Map<String, Object> json(String mediaType, Object schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }

    /// A map that prints in this order: names at even places, values at odd ones.
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
