package skyhall.platform.job;

/// Thrown by [JobRun#look] so that a handler ends: somebody called the job off.
public final class JobCancelled extends RuntimeException {
    public JobCancelled(long jobId) {
        super("job " + jobId + " was called off", null, false, false);
    }
}
