package skyhall.platform.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// JSON Schemas (draft 2020-12, as OpenAPI 3.1 uses it) of the records that an API sends and takes.
///
/// Covers what our APIs may hold, and refuses everything else, so that an API's shape stays plain: records, enums,
/// text, whole numbers, yes or no, times, exact decimals as text, lists, sets, maps from text, and `Optional` for a
/// field that may be absent. There is no floating-point number in it by intention; measured values come as text.
final class RecordSchemas {
    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, typed("integer", "int32")),
            Map.entry(long.class, typed("integer", "int64")),
            Map.entry(Integer.class, typed("integer", "int32")),
            Map.entry(Long.class, typed("integer", "int64")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(Instant.class, typed("string", "date-time")),
            Map.entry(LocalDate.class, typed("string", "date")),
            Map.entry(Duration.class, typed("string", "duration")),
            Map.entry(UUID.class, typed("string", "uuid")),
            Map.entry(URI.class, typed("string", "uri")),
            Map.entry(BigDecimal.class, typed("string", "decimal")),
            Map.entry(BigInteger.class, typed("string", "decimal")));

    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Class<?>> owners = new TreeMap<>();

    /// All schemas that references made so far lead to, by name.
    Map<String, Object> named() {
        return named;
    }

    /// A reference to the record's schema, which is made on first use.
    Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        Class<?> before = owners.putIfAbsent(name, type);
        if (before != null && before != type) {
            throw new IllegalArgumentException("two types for the schema " + name + ": " + before + ", " + type);
        }
        if (before == null) {
            named.put(name, type.isEnum() ? words(type) : object(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType()));
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        if (type instanceof Class<?> plain && PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (type instanceof Class<?> own && (own.isRecord() || own.isEnum())) {
            return reference(own);
        }
        throw new IllegalArgumentException("an API holds no " + type);
    }

    private Map<String, Object> container(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return schema(arguments[0]);
        }
        if (raw == List.class || raw == Set.class) {
            return sorted("type", "array", "items", schema(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return sorted("type", "object", "additionalProperties", schema(arguments[1]));
        }
        throw new IllegalArgumentException("an API holds no " + type);
    }

    private static Map<String, Object> words(Class<?> type) {
        return sorted(
                "type",
                "string",
                "enum",
                Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer != null && outer.isRecord() ? name(outer) + type.getSimpleName() : type.getSimpleName();
    }

    private static Map<String, Object> typed(String type, String format) {
        return sorted("type", type, "format", format);
    }

    /// A map of two entries that prints in this order.
    private static Map<String, Object> sorted(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(firstName, first);
        map.put(secondName, second);
        return java.util.Collections.unmodifiableMap(map);
    }
}
