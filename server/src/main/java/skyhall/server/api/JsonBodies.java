package skyhall.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.api.Page;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records to JSON and back, strictly: an unknown field, a missing one or a wrong type is refused by
/// name.
final class JsonBodies {
    static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(present -> present.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private JsonBodies() {}

    static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FaultException(PlatformFault.BODY_TOO_LARGE, "At most 1 MiB is read.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Record parse(byte[] bytes, Class<? extends Record> type) {
        try {
            Record parsed = JSON.readValue(bytes, type);
            if (parsed == null) {
                throw new FaultException(PlatformFault.BODY_MALFORMED, "It is null.");
            }
            requireAll(parsed, "");
            return parsed;
        } catch (JacksonException e) {
            throw new FaultException(PlatformFault.BODY_MALFORMED, e.getOriginalMessage());
        }
    }

    static String write(Object answer) {
        if (answer instanceof Page<?> page) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("items", page.items());
            page.next().ifPresent(cursor -> tree.put("next", cursor.text()));
            return JSON.writeValueAsString(tree);
        }
        return JSON.writeValueAsString(answer);
    }

    /// A field that is absent from the JSON arrives as null, which no record of ours means.
    private static void requireAll(Record value, String where) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object held = held(value, component);
            if (held instanceof Optional<?> optional) {
                held = optional.orElse(null);
            } else if (held == null) {
                throw new FaultException(
                        PlatformFault.BODY_MALFORMED, "'" + where + component.getName() + "' is missing.");
            }
            if (held instanceof Record inner) {
                requireAll(inner, where + component.getName() + ".");
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Object held(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
