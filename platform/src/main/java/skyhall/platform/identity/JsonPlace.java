package skyhall.platform.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An object in a JSON text, read strictly: a field of a wrong type, a missing one, or one that nobody asked for is
/// refused with the place where it stands (`organisations[1].people[0].name`). A refusal never quotes the text: there
/// are secrets in it.
final class JsonPlace {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private JsonPlace(JsonNode node, String path) {
        if (!node.isObject()) {
            throw malformed((path.isEmpty() ? "The whole text" : path) + " must be an object");
        }
        this.node = node;
        this.path = path;
    }

    static JsonPlace whole(String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw malformed("It is not JSON, or names a field twice, near "
                    + (place == null ? "its end" : "line " + place.getLineNr() + ", column " + place.getColumnNr()));
        }
        return new JsonPlace(root, "");
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> malformed(at(field) + " is missing"));
    }

    Optional<String> optionalText(String field) {
        return optional(field).map(value -> textOf(value, at(field)));
    }

    /// Empty when the field is absent.
    Optional<List<String>> texts(String field) {
        return optional(field).map(value -> each(value, field, (item, place) -> textOf(item, place)));
    }

    /// The objects of a list, each read by `reader`; none when the field is absent.
    <T> List<T> objects(String field, Function<JsonPlace, T> reader) {
        return optional(field)
                .map(value -> each(value, field, (item, place) -> {
                    JsonPlace object = new JsonPlace(item, place);
                    T read = reader.apply(object);
                    object.refuseOthers();
                    return read;
                }))
                .orElse(List.of());
    }

    /// The text of a value that is kept as it is: an object.
    String document(String field) {
        JsonNode value = optional(field).orElseThrow(() -> malformed(at(field) + " is missing"));
        if (!value.isObject()) {
            throw malformed(at(field) + " must be an object");
        }
        return value.toString();
    }

    void refuseOthers() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                throw malformed(at(name) + " is not known; known are "
                        + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    FaultException refusal(String field, String reason) {
        return malformed(at(field) + " " + reason);
    }

    private Optional<JsonNode> optional(String field) {
        asked.add(field);
        @Nullable JsonNode value = node.get(field);
        return Optional.ofNullable(value);
    }

    private <T> List<T> each(JsonNode value, String field, java.util.function.BiFunction<JsonNode, String, T> reader) {
        if (!value.isArray()) {
            throw malformed(at(field) + " must be a list");
        }
        List<T> all = new ArrayList<>();
        for (JsonNode item : value) {
            all.add(reader.apply(item, at(field) + "[" + all.size() + "]"));
        }
        return all;
    }

    private static String textOf(JsonNode value, String place) {
        if (!value.isString()) {
            throw malformed(place + " must be a text");
        }
        return value.stringValue();
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static FaultException malformed(String detail) {
        return new FaultException(PlatformFault.BOOTSTRAP_MALFORMED, detail + ".");
    }
}
