package skyhall.storage.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A request as tests write it; every `with` gives another one.
public record TestRequest(
        String method, String rawPath, String rawQuery, Map<String, List<String>> all, Instant receivedAt)
        implements SignedRequest {
    public static TestRequest of(String method, String target, Instant receivedAt) {
        int question = target.indexOf('?');
        return question < 0
                ? new TestRequest(method, target, "", new TreeMap<>(), receivedAt)
                : new TestRequest(
                        method,
                        target.substring(0, question),
                        target.substring(question + 1),
                        new TreeMap<>(),
                        receivedAt);
    }

    public TestRequest with(String name, String value) {
        TestRequest copy = without("");
        copy.all
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value);
        return copy;
    }

    public TestRequest without(String name) {
        Map<String, List<String>> copy = new TreeMap<>();
        all.forEach((key, values) -> copy.put(key, new ArrayList<>(values)));
        copy.remove(name.toLowerCase(Locale.ROOT));
        return new TestRequest(method, rawPath, rawQuery, copy, receivedAt);
    }

    public TestRequest replacing(String name, String value) {
        return without(name).with(name, value);
    }

    public TestRequest at(Instant instant) {
        return new TestRequest(method, rawPath, rawQuery, all, instant);
    }

    public TestRequest path(String other) {
        return new TestRequest(method, other, rawQuery, all, receivedAt);
    }

    public TestRequest query(String other) {
        return new TestRequest(method, rawPath, other, all, receivedAt);
    }

    @Override
    public Collection<String> headerNames() {
        return all.keySet();
    }

    @Override
    public List<String> headers(String name) {
        return all.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
