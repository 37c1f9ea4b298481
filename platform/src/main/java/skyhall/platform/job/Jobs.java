package skyhall.platform.job;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;

/// Submits, lists and cancels jobs. Safe for many threads and processes.
public final class Jobs {
    private static final String SUBMIT = """
            INSERT INTO platform.job (organisation, kind, unique_key, request, asked_by, asked_at, due_at, state)
            VALUES (:organisation, :kind, :unique, CAST(:request AS json), :by, :now, :due, 'waiting')
            ON CONFLICT (kind, organisation, unique_key) WHERE state IN ('waiting', 'running') DO NOTHING RETURNING id""";
    private static final String SAME = """
            SELECT id FROM platform.job WHERE kind = :kind AND organisation = :organisation AND unique_key = :unique
            AND state IN ('waiting', 'running')""";
    private static final String CANCEL = """
            UPDATE platform.job SET cancel_asked = true,
                   state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
                   ended_at = CASE WHEN state = 'waiting' THEN :now ELSE ended_at END
            WHERE id = :id AND organisation = :organisation AND state IN ('waiting', 'running')""";

    private final Database database;
    private final InstantSource clock;
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

    public Jobs(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Submits with the transaction that is open on this thread, if one is: the job exists if and only if it commits.
    public Submitted submit(JobRequest request) {
        while (true) {
            Optional<Long> added = insert(request);
            if (added.isPresent()) {
                wakeAfterCommit();
                return new Submitted.New(added.get());
            }
            Optional<Long> same = same(request);
            if (same.isPresent()) {
                return new Submitted.AlreadyThere(same.get());
            }
            // The same job ended between the two statements: there is room for a new one now.
        }
    }

    private Optional<Long> insert(JobRequest request) {
        Instant now = clock.instant();
        return database.sql()
                .sql(SUBMIT)
                .param("organisation", request.organisation().value())
                .param("kind", request.kind())
                .param("unique", request.uniqueKey(), Types.VARCHAR)
                .param("request", request.request())
                .param("by", request.askedBy())
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(request.dueAt() == null ? now : request.dueAt()))
                .query(Long.class)
                .optional();
    }

    private Optional<Long> same(JobRequest request) {
        return database.sql()
                .sql(SAME)
                .param("kind", request.kind())
                .param("organisation", request.organisation().value())
                .param("unique", request.uniqueKey(), Types.VARCHAR)
                .query(Long.class)
                .optional();
    }

    /// One job of an organisation; empty also when it is another organisation's.
    public Optional<Job> find(OrganisationId organisation, long id) {
        return database.sql()
                .sql("SELECT * FROM platform.job WHERE id = :id AND organisation = :organisation")
                .param("id", id)
                .param("organisation", organisation.value())
                .query(Job::read)
                .optional();
    }

    /// A page of an organisation's jobs, newest first.
    ///
    /// @param beforeId only jobs before this one; [Long#MAX_VALUE] for the newest
    public List<Job> list(OrganisationId organisation, long beforeId, int most) {
        return database.sql()
                .sql("""
                        SELECT * FROM platform.job WHERE organisation = :organisation AND id < :before
                        ORDER BY id DESC LIMIT :most""")
                .param("organisation", organisation.value())
                .param("before", beforeId)
                .param("most", most)
                .query(Job::read)
                .list();
    }

    /// Calls a job off: one that waits is cancelled at once, one that runs when its handler looks next. False when it
    /// has ended, or is not this organisation's.
    public boolean cancel(OrganisationId organisation, long id) {
        return database.sql()
                        .sql(CANCEL)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id)
                        .param("organisation", organisation.value())
                        .update()
                == 1;
    }

    /// Deletes jobs that ended longer ago than `keep`, oldest first, at most 5,000 a call.
    ///
    /// @return how many were deleted
    public int deleteEnded(Duration keep) {
        return database.sql()
                .sql("""
                        DELETE FROM platform.job WHERE id IN
                        (SELECT id FROM platform.job WHERE ended_at < :limit ORDER BY id LIMIT 5000)""")
                .param("limit", Timestamp.from(clock.instant().minus(keep)))
                .update();
    }

    void onSubmit(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Waking());
        } else {
            sleepers.forEach(Runnable::run);
        }
    }

    private final class Waking implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            sleepers.forEach(Runnable::run);
        }
    }
}
