package skyhall.platform.job;

/// Thrown by [JobRun#look] so that a handler ends: this process stops, or lost the job. It goes on elsewhere.
public final class JobInterrupted extends RuntimeException {
    public JobInterrupted(long jobId) {
        super("job " + jobId + " goes on elsewhere", null, false, false);
    }
}
