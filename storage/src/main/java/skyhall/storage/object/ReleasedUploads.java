package skyhall.storage.object;

import java.time.Duration;
import java.util.List;
import skyhall.platform.database.Database;

/// Removes the parts of completed uploads that no object points to any more. Their files are then
/// the collector's.
public final class ReleasedUploads {
    private static final int BATCH = 100;

    private final Database database;

    public ReleasedUploads(Database database) {
        this.database = database;
    }

    /// One pass over what was released at least `grace` ago; returns how many uploads were removed.
    ///
    /// An upload that was released again meanwhile waits for that release's grace: what counts is
    /// the last row that let go of it. The grace must be longer than any transaction: one that
    /// copies an object may have read the row that pointed to the parts and not yet committed its
    /// own.
    public int sweep(Duration grace) {
        int removed = 0;
        List<Long> batch = released(grace);
        while (!batch.isEmpty()) {
            List<Long> ids = batch;
            removed += database.transaction(() -> remove(ids, grace));
            batch = batch.size() < BATCH ? List.of() : released(grace);
        }
        return removed;
    }

    private List<Long> released(Duration grace) {
        return database.sql()
                .sql("""
                        SELECT DISTINCT upload FROM storage.released_upload
                        WHERE since < clock_timestamp() - make_interval(secs => :seconds) LIMIT :limit""")
                .param("seconds", grace.toMillis() / 1000.0)
                .param("limit", BATCH)
                .query(Long.class)
                .list();
    }

    private int remove(List<Long> uploads, Duration grace) {
        Long[] ids = uploads.toArray(Long[]::new);
        database.sql()
                .sql("""
                        DELETE FROM storage.released_upload WHERE upload = ANY (:ids)
                        AND since < clock_timestamp() - make_interval(secs => :seconds)""")
                .param("ids", ids)
                .param("seconds", grace.toMillis() / 1000.0)
                .update();
        List<Long> free =
                database.sql().sql("""
                        DELETE FROM storage.upload u WHERE u.id = ANY (:ids) AND u.completed_at IS NOT NULL
                        AND u.id NOT IN (SELECT r.upload FROM storage.released_upload r WHERE r.upload = ANY (:ids))
                        AND NOT EXISTS (SELECT FROM storage.live_object o WHERE o.upload = u.id)
                        AND NOT EXISTS (SELECT FROM storage.past_version v WHERE v.upload = u.id) RETURNING u.id""").param("ids", ids).query(Long.class).list();
        database.sql()
                .sql("DELETE FROM storage.part WHERE upload = ANY (:ids)")
                .param("ids", free.toArray(Long[]::new))
                .update();
        return free.size();
    }
}
