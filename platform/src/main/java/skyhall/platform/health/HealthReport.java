package skyhall.platform.health;

import java.util.LinkedHashMap;
import java.util.Map;

/// What all parts answered at one moment, in the order in which they were registered.
public record HealthReport(Map<String, Health> parts) {
    public HealthReport {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /// Whether traffic may come: no part says that it is not ready.
    public boolean isReady() {
        return parts.values().stream().noneMatch(Health.NotReady.class::isInstance);
    }

    /// The worst word of all parts.
    public String word() {
        if (!isReady()) {
            return "not ready";
        }
        return parts.values().stream().anyMatch(Health.Degraded.class::isInstance) ? "degraded" : "ready";
    }

    /// As a tree of maps for a JSON answer: `{"status": …, "parts": {name: {"status": …, "reason": …}}}`.
    public Map<String, Object> tree() {
        Map<String, Object> shown = new LinkedHashMap<>();
        parts.forEach((name, health) -> shown.put(name, part(health)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("status", word());
        tree.put("parts", shown);
        return tree;
    }

    private static Map<String, String> part(Health health) {
        return health.reason().isEmpty()
                ? Map.of("status", health.word())
                : new java.util.TreeMap<>(Map.of("status", health.word(), "reason", health.reason()));
    }
}
