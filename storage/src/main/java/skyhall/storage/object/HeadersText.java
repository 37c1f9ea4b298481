package skyhall.storage.object;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The stored form of [ObjectHeaders] (all but the content type): JSON `{"s":{...},"u":{...}}`,
/// null when both are empty.
public final class HeadersText {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Map<String, String>>> FORM = new TypeReference<>() {};

    private HeadersText() {}

    public static @Nullable String of(ObjectHeaders headers) {
        if (headers.system().isEmpty() && headers.user().isEmpty()) {
            return null;
        }
        return JSON.writeValueAsString(Map.of("s", new TreeMap<>(headers.system()), "u", headers.user()));
    }

    public static ObjectHeaders read(@Nullable String contentType, @Nullable String text) {
        String type = contentType == null ? "" : contentType;
        if (text == null) {
            return type.isEmpty() ? ObjectHeaders.NONE : new ObjectHeaders(type, Map.of(), Map.of());
        }
        Map<String, Map<String, String>> parts = JSON.readValue(text, FORM);
        return new ObjectHeaders(type, parts.getOrDefault("s", Map.of()), parts.getOrDefault("u", Map.of()));
    }
}
