package skyhall.storage.volume;

import java.util.List;

/// The commit of the rows that name blobs, which are sealed by then.
///
/// @param <T> what the commit says; a refusal that inserted nothing (a failed precondition) is such an answer too
/// @param <X> what the commit may throw
@FunctionalInterface
public interface CommitStep<T, X extends Exception> {
    /// Commits. Returns only when the outcome is known and durable.
    T commit(List<KeptBlob> blobs) throws X;
}
