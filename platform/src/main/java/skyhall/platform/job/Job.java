package skyhall.platform.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.OrganisationId;

/// A job as it stands.
///
/// @param progress how far it says it is
/// @param result JSON when done
/// @param failure why it failed, or why the last attempt did when it waits for another
/// @param cancelAsked somebody called it off; a running job ends at its next look
public record Job(
        long id,
        JobRequest request,
        Instant askedAt,
        JobState state,
        int attempts,
        boolean cancelAsked,
        Progress progress,
        Optional<String> result,
        Optional<Failure> failure,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {
    /// How far a job is.
    ///
    /// @param total absent while the job does not know
    /// @param sentence what it is doing, for a person
    public record Progress(long done, Optional<Long> total, String sentence) {}

    /// What went wrong.
    ///
    /// @param faultCode of the catalogue, such as `SKY-1999`
    public record Failure(String faultCode, String sentence) {}

    static Job read(ResultSet row, int number) throws SQLException {
        long total = row.getLong("total_units");
        Optional<Long> known = row.wasNull() ? Optional.empty() : Optional.of(total);
        String fault = row.getString("fault_code");
        return new Job(
                row.getLong("id"),
                request(row),
                row.getTimestamp("asked_at").toInstant(),
                JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getBoolean("cancel_asked"),
                new Progress(row.getLong("done_units"), known, row.getString("progress_sentence")),
                Optional.ofNullable(row.getString("result")),
                fault == null ? Optional.empty() : Optional.of(new Failure(fault, row.getString("failure"))),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static JobRequest request(ResultSet row) throws SQLException {
        return new JobRequest(
                row.getString("kind"),
                new OrganisationId(row.getLong("organisation")),
                row.getString("unique_key"),
                row.getString("request"),
                row.getString("asked_by"),
                row.getTimestamp("due_at").toInstant());
    }

    private static Optional<Instant> instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
