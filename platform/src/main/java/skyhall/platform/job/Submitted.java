package skyhall.platform.job;

/// What became of a submission.
public sealed interface Submitted {
    /// The job's number.
    long jobId();

    /// A new job.
    record New(long jobId) implements Submitted {}

    /// A job with the same unique key waits or runs; nothing was added.
    record AlreadyThere(long jobId) implements Submitted {}
}
