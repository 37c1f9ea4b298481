package skyhall.storage.object;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skyhall.storage.bucket.Bucket;
import tools.jackson.databind.json.JsonMapper;

/// What the outbox is told of a change: topic `storage.object`, key `bucket/key`, in order per key.
///
/// Version 1 of the payload: `bucket`, `key`, `size` (bytes, of what was stored), `etag`, `account`
/// (whose object it is). Types: `ObjectCreated`, `ObjectRemoved`, `MarkerCreated`.
final class ObjectEvent {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The second half of a statement whose first half is a CTE named `effect`: one event for the
    /// effect's row.
    static final String PUBLISH = """
            INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
            SELECT 'storage.object', :event_key, :event_organisation, :event_type, 1, CAST(:event_payload AS json),
                   :event_at FROM effect""";

    private ObjectEvent() {}

    /// The parameters of [#PUBLISH].
    static Map<String, @Nullable Object> parameters(
            Bucket bucket, ObjectKey key, String type, Map<String, Object> facts, Instant at) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("bucket", bucket.name().text());
        payload.put("key", key.text());
        payload.putAll(facts);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("event_key", bucket.name().text() + "/" + key.text());
        values.put("event_organisation", bucket.organisation().value());
        values.put("event_type", type);
        values.put("event_payload", JSON.writeValueAsString(payload));
        values.put("event_at", at.atOffset(ZoneOffset.UTC));
        return values;
    }

    static Map<String, @Nullable Object> created(Bucket bucket, ObjectKey key, NewObject object) {
        return parameters(
                bucket,
                key,
                "ObjectCreated",
                Map.of("size", object.sizeBytes(), "etag", object.etag(), "account", object.account()),
                object.modifiedAt());
    }
}
