package skyhall.platform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds what a client of the released API would stumble over in the present one.
///
/// Breaking are: a path, operation or field that is gone; a type that is another one; a request's field or parameter
/// that is required now; a request's word that is refused now; an answer's field that may be absent now. Not breaking:
/// new paths, new operations, new fields in answers, new optional fields in requests, new words in answers.
public final class BreakingChanges {
    private final JsonNode before;
    private final JsonNode now;
    private final List<String> found = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    private BreakingChanges(JsonNode before, JsonNode now) {
        this.before = before;
        this.now = now;
    }

    /// One sentence per breaking change, or an empty list. Both texts are descriptions that [OpenApi] made.
    public static List<String> between(String released, String present) {
        JsonMapper json = JsonMapper.shared();
        BreakingChanges changes = new BreakingChanges(json.readTree(released), json.readTree(present));
        changes.comparePaths();
        return List.copyOf(changes.found);
    }

    private void comparePaths() {
        for (var path : before.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                String where = operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
                JsonNode other = now.path("paths").path(path.getKey()).path(operation.getKey());
                if (other.isMissingNode()) {
                    found.add(where + " is gone.");
                } else {
                    compareOperations(where, operation.getValue(), other);
                }
            }
        }
    }

    private void compareOperations(String where, JsonNode old, JsonNode present) {
        compareParameters(where, old.path("parameters"), present.path("parameters"));
        JsonNode newBody = bodySchema(present.path("requestBody"));
        JsonNode oldBody = bodySchema(old.path("requestBody"));
        if (oldBody.isMissingNode() && !newBody.isMissingNode()) {
            found.add(where + " requires a body now.");
        } else {
            compare(where + " request", oldBody, newBody, true);
        }
        compare(
                where + " answer",
                bodySchema(old.path("responses").path("200")),
                bodySchema(present.path("responses").path("200")),
                false);
    }

    private static JsonNode bodySchema(JsonNode holder) {
        return holder.path("content").path("application/json").path("schema");
    }

    private void compareParameters(String where, JsonNode old, JsonNode present) {
        for (JsonNode parameter : present) {
            boolean wasRequired =
                    parameterNamed(old, parameter).path("required").asBoolean(false);
            if (parameter.path("required").asBoolean() && !wasRequired) {
                found.add(where + " requires the parameter '"
                        + parameter.path("name").asString() + "' now.");
            }
        }
        for (JsonNode parameter : old) {
            if (parameterNamed(present, parameter).isMissingNode()) {
                found.add(
                        where + " lost the parameter '" + parameter.path("name").asString() + "'.");
            }
        }
    }

    private static JsonNode parameterNamed(JsonNode parameters, JsonNode like) {
        for (JsonNode one : parameters) {
            if (one.path("name").equals(like.path("name")) && one.path("in").equals(like.path("in"))) {
                return one;
            }
        }
        return parameters.path("none such");
    }

    private void compare(String where, JsonNode oldOrReference, JsonNode presentOrReference, boolean isRequest) {
        JsonNode old = resolve(before, oldOrReference);
        JsonNode present = resolve(now, presentOrReference);
        boolean isNew = seen.add(where + isRequest + oldOrReference + presentOrReference);
        if (old.isMissingNode() || !isNew || where.length() > 2000) {
            return; // nothing to compare, or a record that holds itself: compared already
        }
        if (present.isMissingNode()) {
            found.add(where + " is gone.");
        } else if (!kind(old).equals(kind(present))) {
            found.add(where + " was " + kind(old) + " and is " + kind(present) + " now.");
        } else {
            compareWords(where, old, present, isRequest);
            compareFields(where, old, present, isRequest);
            compare(where + "[]", old.path("items"), present.path("items"), isRequest);
            compare(where + "{}", old.path("additionalProperties"), present.path("additionalProperties"), isRequest);
        }
    }

    private void compareFields(String where, JsonNode old, JsonNode present, boolean isRequest) {
        for (var field : old.path("properties").properties()) {
            JsonNode other = present.path("properties").path(field.getKey());
            if (other.isMissingNode()) {
                found.add(where + " lost the field '" + field.getKey() + "'.");
            } else {
                compare(where + "." + field.getKey(), field.getValue(), other, isRequest);
            }
        }
        Set<String> was = words(old.path("required"));
        Set<String> is = words(present.path("required"));
        Set<String> stricter = isRequest ? without(is, was) : without(was, is);
        for (String field : stricter) {
            if (isRequest) {
                found.add(where + " requires the field '" + field + "' now.");
            } else if (present.path("properties").has(field)) {
                found.add(where + " may leave out the field '" + field + "' now.");
            }
        }
    }

    private void compareWords(String where, JsonNode old, JsonNode present, boolean isRequest) {
        if (isRequest && present.has("enum")) {
            if (!old.has("enum")) {
                found.add(where + " takes only certain words now.");
            }
            without(words(old.path("enum")), words(present.path("enum")))
                    .forEach(word -> found.add(where + " refuses the word '" + word + "' now."));
        }
    }

    private static String kind(JsonNode schema) {
        String format = schema.path("format").asString("");
        return schema.path("type").asString("anything") + (format.isEmpty() ? "" : " (" + format + ")");
    }

    private static JsonNode resolve(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new TreeSet<>();
        array.forEach(word -> words.add(word.asString()));
        return words;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
