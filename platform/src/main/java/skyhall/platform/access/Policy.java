package skyhall.platform.access;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A parsed policy document.
public final class Policy {
    Policy() {}

    /// Reads a document.
    public static PolicyParsing parse(String json, PolicyKind kind) {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            return root.isObject() && root.has("Statement")
                    ? new PolicyParsing.Parsed(new Policy())
                    : new PolicyParsing.Malformed("A policy is an object with Statement.");
        } catch (JacksonException e) {
            return new PolicyParsing.Malformed("The document is not JSON.");
        }
    }
}
