package skyhall.platform.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import skyhall.platform.database.Database;

/// What a runner asks of `platform.job`. Every write of a run is bound to its epoch: once another process has taken
/// the
/// job, the old run changes nothing more. Heartbeats go by the database's clock.
final class JobTable {
    private static final String TAKE = """
            UPDATE platform.job SET state = 'running', runner = :runner, epoch = epoch + 1, attempts = attempts + 1,
                   heartbeat_at = clock_timestamp(), started_at = coalesce(started_at, :now)
            WHERE id IN (SELECT id FROM platform.job WHERE kind = ANY (:kinds) AND
                         (state = 'waiting' AND due_at <= :now
                          OR state = 'running' AND heartbeat_at < clock_timestamp() - :dead * interval '1 millisecond')
                         ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *""";
    private static final String BEAT = """
            UPDATE platform.job SET heartbeat_at = clock_timestamp()
            WHERE id = ANY (:ids) AND runner = :runner AND state = 'running' RETURNING id, epoch, cancel_asked""";
    private static final String MINE = " WHERE id = :id AND epoch = :epoch AND state = 'running'";
    private static final String END = """
            UPDATE platform.job SET state = :state, runner = NULL, ended_at = :now, result = CAST(:result AS json),
                   fault_code = :fault, failure = :failure""" + MINE;
    private static final String AGAIN = """
            UPDATE platform.job SET state = 'waiting', runner = NULL, due_at = :due, fault_code = :fault,
                   failure = :failure, attempts = attempts - :uncounted""" + MINE;

    private final Database database;
    private final InstantSource clock;
    private final String runner;

    JobTable(Database database, InstantSource clock, String runner) {
        this.database = database;
        this.clock = clock;
        this.runner = runner;
    }

    /// A job that this process runs.
    record Held(Job job, long epoch, Optional<String> checkpoint) {
        static Held read(ResultSet row, int number) throws SQLException {
            return new Held(
                    Job.read(row, number), row.getLong("epoch"), Optional.ofNullable(row.getString("checkpoint")));
        }
    }

    /// A job that still is ours.
    record Beat(long id, long epoch, boolean cancelAsked) {}

    List<Held> take(Collection<String> kinds, Duration dead, int most) {
        return database.sql()
                .sql(TAKE)
                .param("runner", runner)
                .param("now", now())
                .param("kinds", kinds.toArray(String[]::new))
                .param("dead", dead.toMillis())
                .param("most", most)
                .query(Held::read)
                .list();
    }

    List<Beat> beat(Collection<Long> ids) {
        return database.sql()
                .sql(BEAT)
                .param("ids", ids.toArray(Long[]::new))
                .param("runner", runner)
                .query((row, _) -> new Beat(row.getLong("id"), row.getLong("epoch"), row.getBoolean("cancel_asked")))
                .list();
    }

    boolean saveCheckpoint(Held held, String json) {
        return mine(held, "UPDATE platform.job SET checkpoint = CAST(:checkpoint AS json)" + MINE)
                        .param("checkpoint", json)
                        .update()
                == 1;
    }

    boolean saveProgress(Held held, Job.Progress progress) {
        return mine(
                                held,
                                "UPDATE platform.job SET done_units = :done, total_units = :total, progress_sentence = :sentence"
                                        + MINE)
                        .param("done", progress.done())
                        .param("total", progress.total().orElse(null), Types.BIGINT)
                        .param("sentence", progress.sentence())
                        .update()
                == 1;
    }

    void done(Held held, String result) {
        end(held, JobState.DONE, result, Optional.empty());
    }

    void cancelled(Held held) {
        end(held, JobState.CANCELLED, null, Optional.empty());
    }

    void failed(Held held, Job.Failure failure) {
        end(held, JobState.FAILED, null, Optional.of(failure));
    }

    private void end(
            Held held,
            JobState state,
            @org.jspecify.annotations.Nullable String result,
            Optional<Job.Failure> failure) {
        mine(held, END)
                .param("state", state.word())
                .param("now", now())
                .param("result", result, Types.VARCHAR)
                .param("fault", failure.map(Job.Failure::faultCode).orElse(null), Types.VARCHAR)
                .param("failure", failure.map(Job.Failure::sentence).orElse(null), Types.VARCHAR)
                .update();
    }

    void again(Held held, Duration rest, Job.Failure failure) {
        mine(held, AGAIN)
                .param("due", Timestamp.from(clock.instant().plus(rest)))
                .param("fault", failure.faultCode())
                .param("failure", failure.sentence())
                .param("uncounted", 0)
                .update();
    }

    /// Gives a job back that this process cannot go on with; the attempt is not counted.
    void giveBack(Held held) {
        mine(held, AGAIN)
                .param("due", now())
                .param("fault", null, Types.VARCHAR)
                .param("failure", null, Types.VARCHAR)
                .param("uncounted", 1)
                .update();
    }

    private StatementSpec mine(Held held, String sql) {
        return database.sql().sql(sql).param("id", held.job().id()).param("epoch", held.epoch());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
