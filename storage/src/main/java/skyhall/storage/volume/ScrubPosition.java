package skyhall.storage.volume;

import java.util.Optional;

/// How far a walk through the volume has come, as text that a job can keep between slices and over restarts.
///
/// @param after the last blob that was dealt with; empty before the first
public record ScrubPosition(Optional<BlobId> after) {
    /// Before the first blob.
    public static final ScrubPosition START = new ScrubPosition(Optional.empty());

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException when it is something else
    public static ScrubPosition parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        return new ScrubPosition(Optional.of(
                BlobId.parse(text).orElseThrow(() -> new IllegalArgumentException("not a position: " + text))));
    }

    public String text() {
        return after.map(BlobId::text).orElse("");
    }
}
