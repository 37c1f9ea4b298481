package skyhall.platform.job;

import java.util.Optional;
import skyhall.platform.identity.OrganisationId;

/// A handler's view of the job it works on. All calls belong to the handler's thread.
public final class JobRun {
    private final JobTable table;
    private final JobTable.Held held;
    private Optional<String> checkpoint;
    private volatile boolean cancelled;
    private volatile boolean interrupted;

    JobRun(JobTable table, JobTable.Held held) {
        this.table = table;
        this.held = held;
        this.checkpoint = held.checkpoint();
    }

    public long id() {
        return held.job().id();
    }

    public OrganisationId organisation() {
        return held.job().request().organisation();
    }

    /// The JSON document that was submitted.
    public String request() {
        return held.job().request().request();
    }

    /// 1 for the first attempt.
    public int attempt() {
        return held.job().attempts();
    }

    /// What [#saveCheckpoint] saved last, also in an earlier attempt or on another server.
    public Optional<String> checkpoint() {
        return checkpoint;
    }

    /// Saves a JSON document to go on from. Inside a transaction it commits with the work that it stands for.
    ///
    /// @throws JobInterrupted when another process has the job now; the transaction must roll back
    public void saveCheckpoint(String json) {
        if (!table.saveCheckpoint(held, json)) {
            interrupted = true;
            throw new JobInterrupted(id());
        }
        checkpoint = Optional.of(json);
    }

    /// Says how far the job is and looks whether it may go on. Cheap enough for every few hundred items.
    ///
    /// @param sentence for a person, such as `Deleting objects`
    /// @throws JobCancelled when somebody called it off
    /// @throws JobInterrupted when this process stops or lost the job
    public void progress(long done, Optional<Long> total, String sentence) {
        look();
        if (!table.saveProgress(held, new Job.Progress(done, total, sentence))) {
            interrupted = true;
        }
        look();
    }

    /// Looks whether the job may go on; costs nothing, knows of a cancel within a heartbeat.
    public void look() {
        if (interrupted) {
            throw new JobInterrupted(id());
        }
        if (cancelled) {
            throw new JobCancelled(id());
        }
    }

    void cancel() {
        cancelled = true;
    }

    void interrupt() {
        interrupted = true;
    }
}
