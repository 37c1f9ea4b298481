package skyhall.storage.protocol;

/// Counts answers.
@FunctionalInterface
public interface S3Meter {
    /// @param status the HTTP status, or 0 when the line broke in the middle of the answer
    /// @param nanos from the headers' arrival to the answer's end
    void answered(String method, int status, long nanos);
}
