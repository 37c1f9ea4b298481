package skyhall.platform.job;

/// What a kind of job does.
@FunctionalInterface
public interface JobHandler {
    /// Runs the job, from its beginning or from [JobRun#checkpoint()]. Called on a virtual thread, outside any
    /// transaction. What was done after the last checkpoint may be done a second time: make it idempotent, or do it
    /// in the same transaction as [JobRun#saveCheckpoint].
    ///
    /// Throwing ends this attempt; the kind's rule says whether there is another. A
    /// [skyhall.platform.fault.FaultException] that blames the caller is final at once.
    ///
    /// @return the result as a JSON document, `{}` when there is none
    String run(JobRun run) throws Exception;
}
