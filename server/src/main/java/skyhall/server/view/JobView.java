package skyhall.server.view;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.job.Job;

/// A background job.
///
/// @param state `waiting`, `running`, `done`, `failed` or `cancelled`
/// @param totalUnits absent while the job does not know how much there is to do
/// @param failure why it failed, or why its last attempt did
public record JobView(
        long id,
        String kind,
        String state,
        String askedBy,
        Instant askedAt,
        int attempts,
        boolean cancelAsked,
        long doneUnits,
        Optional<Long> totalUnits,
        String progress,
        Optional<String> failure,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {
    public static JobView of(Job job) {
        return new JobView(
                job.id(),
                job.request().kind(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.request().askedBy(),
                job.askedAt(),
                job.attempts(),
                job.cancelAsked(),
                job.progress().done(),
                job.progress().total(),
                job.progress().sentence(),
                job.failure().map(failure -> failure.faultCode() + " " + failure.sentence()),
                job.startedAt(),
                job.endedAt());
    }
}
