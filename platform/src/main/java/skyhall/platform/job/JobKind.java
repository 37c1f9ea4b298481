package skyhall.platform.job;

import java.time.Duration;

/// A kind of job.
///
/// @param name durable, `<module>.<verb>`, such as `storage.empty-bucket`
/// @param attempts how often it is tried before it has failed; a death of the process counts as one
/// @param firstRest before the second attempt; doubles from attempt to attempt
/// @param longestRest the most it grows to
public record JobKind(String name, JobHandler handler, int attempts, Duration firstRest, Duration longestRest) {
    public JobKind {
        if (!name.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+") || attempts < 1) {
            throw new IllegalArgumentException("not a kind of job: " + name + " with " + attempts + " attempts");
        }
    }

    /// Five attempts with rests from 5 s up to 10 min.
    public static JobKind of(String name, JobHandler handler) {
        return new JobKind(name, handler, 5, Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    Duration restAfter(int failedAttempts) {
        Duration rest = firstRest.multipliedBy(1L << Math.clamp(failedAttempts - 1, 0, 30));
        return rest.compareTo(longestRest) > 0 ? longestRest : rest;
    }
}
