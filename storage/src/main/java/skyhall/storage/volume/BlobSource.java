package skyhall.storage.volume;

/// Writes the bytes of one blob.
///
/// @param <X> what reading the caller's body may throw
@FunctionalInterface
public interface BlobSource<X extends Exception> {
    /// Appends all bytes to the draft; neither seals nor closes it. When it throws, nothing is kept.
    void writeTo(BlobDraft draft) throws X;
}
