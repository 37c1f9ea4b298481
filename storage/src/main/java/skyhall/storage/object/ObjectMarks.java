package skyhall.storage.object;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import skyhall.storage.bucket.Bucket;

/// The SQL of what can change on a version without making a new one: tags and access control list.
final class ObjectMarks {
    private final Database database;

    ObjectMarks(Database database) {
        this.database = database;
    }

    /// @param column `tags` or `acl`, never a caller's word
    boolean set(Bucket bucket, ObjectVersion version, String column, @Nullable String value) {
        for (String table : List.of("storage.live_object", "storage.past_version")) {
            int changed = database.sql()
                    .sql("UPDATE " + table + " SET " + column
                            + " = :value WHERE bucket = :bucket AND key = :key AND sequence = :sequence")
                    .param("value", value)
                    .param("bucket", bucket.id())
                    .param("key", version.key().utf8())
                    .param("sequence", version.version().sequence())
                    .update();
            if (changed == 1) {
                return true;
            }
        }
        return false;
    }
}
