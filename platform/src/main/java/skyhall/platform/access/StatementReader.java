package skyhall.platform.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads one statement of a policy's JSON.
final class StatementReader {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /// A resource's policy may have spaces and signs in a Sid, an identity's letters and digits only.
    private static final Pattern WIDE_SID = Pattern.compile("[^\\p{Cntrl}]{0,256}");

    private static final Pattern NARROW_SID = Pattern.compile("[0-9A-Za-z]{0,256}");
    private static final Pattern CONDITION_KEY = Pattern.compile("[^\\s:\\p{Cntrl}]+:[^\\p{Cntrl}]{1,256}");

    private StatementReader() {}

    static StatementText read(JsonNode statement, PolicyKind kind) throws Malformation {
        if (!statement.isObject()) {
            throw new Malformation("Invalid policy syntax: a statement is not an object");
        }
        JsonShape.onlyKnown(statement, ELEMENTS);
        boolean allows = allows(statement);
        boolean notPrincipal = statement.has("NotPrincipal");
        boolean notAction = isNegated(statement, "Action");
        boolean notResource = isNegated(statement, "Resource");
        return new StatementText(
                sid(statement, kind),
                allows,
                principals(statement, kind, allows),
                notPrincipal,
                JsonShape.texts(statement, notAction ? "NotAction" : "Action"),
                notAction,
                JsonShape.texts(statement, notResource ? "NotResource" : "Resource"),
                notResource,
                conditions(statement));
    }

    private static String sid(JsonNode statement, PolicyKind kind) throws Malformation {
        String sid = JsonShape.text(statement, "Sid").orElse("");
        Pattern form =
                switch (kind) {
                    case IDENTITY -> NARROW_SID;
                    case RESOURCE -> WIDE_SID;
                };
        if (!form.matcher(sid).matches()) {
            throw new Malformation("Statement IDs (SID) must be alpha-numeric", sid);
        }
        return sid;
    }

    private static boolean allows(JsonNode statement) throws Malformation {
        Optional<String> effect = JsonShape.text(statement, "Effect");
        if (effect.isEmpty()) {
            throw new Malformation("Missing required field Effect");
        }
        return switch (effect.get()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new Malformation("Invalid effect", effect.get());
        };
    }

    /// Which of an element and its opposite is there; both or none is an error.
    private static boolean isNegated(JsonNode statement, String element) throws Malformation {
        boolean positive = statement.has(element);
        boolean negative = statement.has("Not" + element);
        if (positive && negative) {
            throw new Malformation("A statement cannot contain both " + element + " and Not" + element);
        }
        if (!positive && !negative) {
            throw new Malformation("Missing required field " + element);
        }
        return negative;
    }

    private static Map<String, List<String>> principals(JsonNode statement, PolicyKind kind, boolean allows)
            throws Malformation {
        if (kind == PolicyKind.IDENTITY) {
            if (statement.has("Principal") || statement.has("NotPrincipal")) {
                throw new Malformation("Policy document should not specify a principal.");
            }
            return Map.of();
        }
        boolean negated = isNegated(statement, "Principal");
        if (negated && allows) {
            // It would allow everybody but the named, the unknown too. AWS refuses it in bucket policies.
            throw new Malformation("Allow with NotPrincipal is not allowed.");
        }
        return byType(statement.get(negated ? "NotPrincipal" : "Principal"));
    }

    private static Map<String, List<String>> byType(JsonNode principal) throws Malformation {
        if (principal.isString() && principal.stringValue().equals("*")) {
            return Map.of("AWS", List.of("*"));
        }
        if (!principal.isObject() || principal.isEmpty()) {
            throw new Malformation("Invalid principal in policy");
        }
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (String type : principal.propertyNames()) {
            byType.put(type, JsonShape.texts(principal, type));
        }
        return byType;
    }

    private static List<ConditionText> conditions(JsonNode statement) throws Malformation {
        JsonNode block = statement.get("Condition");
        if (block == null) {
            return List.of();
        }
        List<ConditionText> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : JsonShape.fields(block, "Condition")) {
            Set<String> keys = new HashSet<>();
            for (Map.Entry<String, JsonNode> key : JsonShape.fields(operator.getValue(), operator.getKey())) {
                checkKey(key.getKey(), keys);
                List<String> values = JsonShape.scalars(key.getValue(), key.getKey());
                conditions.add(new ConditionText(operator.getKey(), key.getKey(), values));
            }
            if (keys.isEmpty()) {
                throw new Malformation("A condition operator must have at least one key", operator.getKey());
            }
        }
        return List.copyOf(conditions);
    }

    private static void checkKey(String key, Set<String> seen) throws Malformation {
        if (!CONDITION_KEY.matcher(key).matches()) {
            throw new Malformation("Policy has an invalid condition key", key);
        }
        if (!seen.add(key.toLowerCase(Locale.ROOT))) {
            throw new Malformation("A condition key is given twice", key);
        }
    }
}
