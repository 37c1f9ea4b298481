package skyhall.storage.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The query part of a request, decoded once. Names are case-sensitive.
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /// @throws FaultException `InvalidURI` when an escape is broken
    public static Query parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
        }
        return new Query(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> first(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    public Set<String> names() {
        return values.keySet();
    }

    private static String decode(String text) {
        return PercentText.decode(text, true)
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_URI, "The query cannot be decoded."));
    }
}
