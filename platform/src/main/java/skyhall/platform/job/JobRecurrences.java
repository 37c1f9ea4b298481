package skyhall.platform.job;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skyhall.platform.database.Database;

/// Submits recurring jobs when their time has come. Several processes may do so at once: the row's lock makes one
/// win,
/// and the job and the next time commit together.
final class JobRecurrences {
    private static final String REMEMBER = """
            INSERT INTO platform.job_recurrence (name, pattern, zone, next_at) VALUES (:name, :pattern, :zone, :next)
            ON CONFLICT (name) DO UPDATE SET pattern = EXCLUDED.pattern, zone = EXCLUDED.zone, next_at = EXCLUDED.next_at
            WHERE job_recurrence.pattern <> EXCLUDED.pattern OR job_recurrence.zone <> EXCLUDED.zone""";
    private static final String DUE = """
            SELECT name FROM platform.job_recurrence WHERE name = ANY (:names) AND next_at <= :now
            FOR UPDATE SKIP LOCKED""";

    private final Database database;
    private final Jobs jobs;
    private final InstantSource clock;
    private final Map<String, RecurringJob> byName = new LinkedHashMap<>();

    JobRecurrences(Database database, Jobs jobs, InstantSource clock, Collection<RecurringJob> recurring) {
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        recurring.forEach(job -> byName.put(job.name(), job));
    }

    /// Writes new and changed patterns down; those that stayed keep their next time.
    void remember() {
        byName.values().forEach(job -> database.sql()
                .sql(REMEMBER)
                .param("name", job.name())
                .param("pattern", job.when().toString())
                .param("zone", job.zone().getId())
                .param("next", next(job))
                .update());
    }

    void submitDue() {
        if (!byName.isEmpty()) {
            database.transaction(() -> due().forEach(name -> submit(byName.get(name))));
        }
    }

    private List<String> due() {
        return database.sql()
                .sql(DUE)
                .param("names", byName.keySet().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }

    private void submit(@org.jspecify.annotations.Nullable RecurringJob recurring) {
        if (recurring == null) {
            return;
        }
        JobRequest job = recurring.job();
        jobs.submit(new JobRequest(
                job.kind(), job.organisation(), recurring.name(), job.request(), job.askedBy(), clock.instant()));
        database.sql()
                .sql("UPDATE platform.job_recurrence SET next_at = :next WHERE name = :name")
                .param("next", next(recurring))
                .param("name", recurring.name())
                .update();
    }

    private Timestamp next(RecurringJob job) {
        Instant next = job.when()
                .next(clock.instant(), job.zone())
                .orElseThrow(() -> new IllegalArgumentException(job.name() + " never comes: " + job.when()));
        return Timestamp.from(next);
    }
}
