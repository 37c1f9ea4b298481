package skyhall.storage.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.S3Times;

/// Conditions of reading. Source: RFC 9110, section 13.2.2 (order of precedence); S3 API Reference,
/// GetObject.
final class ReadConditions {
    private ReadConditions() {}

    /// What became of the conditions.
    enum Result {
        HOLD,
        NOT_MODIFIED,
        FAILED
    }

    /// Evaluates the four conditions.
    ///
    /// @param prefix `` for reading, `x-amz-copy-source-` for the source of a copy
    static Result check(S3Call call, String prefix, ObjectVersion object) {
        Instant modified = object.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
        Optional<String> ifMatch = call.header(prefix + "if-match");
        if (ifMatch.isPresent()) {
            if (!EntityTags.matches(ifMatch.get(), object.etag())) {
                return Result.FAILED;
            }
        } else if (time(call, prefix + "if-unmodified-since")
                .map(modified::isAfter)
                .orElse(false)) {
            return Result.FAILED;
        }
        Optional<String> ifNoneMatch = call.header(prefix + "if-none-match");
        if (ifNoneMatch.isPresent()) {
            return EntityTags.matches(ifNoneMatch.get(), object.etag()) ? Result.NOT_MODIFIED : Result.HOLD;
        }
        return time(call, prefix + "if-modified-since")
                        .map(since -> !modified.isAfter(since))
                        .orElse(false)
                ? Result.NOT_MODIFIED
                : Result.HOLD;
    }

    /// RFC 9110: a date that cannot be read is as if it were not there.
    private static Optional<Instant> time(S3Call call, String header) {
        return call.header(header).flatMap(S3Times::parse);
    }
}
