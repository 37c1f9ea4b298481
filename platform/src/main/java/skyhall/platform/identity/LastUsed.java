package skyhall.platform.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import skyhall.platform.database.Database;

/// Remembers when keys and tokens were last used and writes it in batches. A crash forgets the last batch; a database
/// that does not answer keeps it for the next try. Bounded by the number of keys that exist: only found ones come here.
final class LastUsed {
    private final Database database;
    private final ConcurrentHashMap<String, Instant> keys = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Instant> tokens = new ConcurrentHashMap<>();

    LastUsed(Database database) {
        this.database = database;
    }

    void key(String accessKeyId, Instant at) {
        keys.merge(accessKeyId, at, LastUsed::later);
    }

    void token(long id, Instant at) {
        tokens.merge(id, at, LastUsed::later);
    }

    /// Writes what was gathered. In the order of ids, so that two servers never wait for each other in a circle.
    void flush() {
        write(keys, "platform.access_key");
        write(tokens, "platform.api_token");
    }

    private <K extends Comparable<K>> void write(ConcurrentHashMap<K, Instant> gathered, String table) {
        Map<K, Instant> batch = new java.util.TreeMap<>(gathered);
        if (batch.isEmpty()) {
            return;
        }
        database.transaction(() -> batch.forEach((id, at) -> database.sql()
                .sql("UPDATE " + table + " SET last_used_at = greatest(last_used_at, :at) WHERE id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update()));
        batch.forEach(gathered::remove);
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
