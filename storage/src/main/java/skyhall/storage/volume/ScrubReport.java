package skyhall.storage.volume;

import java.util.List;

/// What one slice of a walk found.
///
/// @param blobs how many blobs were read whole
/// @param bytes how many bytes that was
/// @param findings at most [#FINDINGS_LIMIT], in the order in which they were met
/// @param furtherFindings how many more there were
/// @param position where the next slice begins; [ScrubPosition#START] when the walk is complete
/// @param complete whether the end of the volume was reached
public record ScrubReport(
        long blobs,
        long bytes,
        List<ScrubFinding> findings,
        long furtherFindings,
        ScrubPosition position,
        boolean complete) {
    public static final int FINDINGS_LIMIT = 10_000;

    /// Whether nothing is damaged or missing. Orphans and strays cost room and harm nothing.
    public boolean isClean() {
        return furtherFindings == 0
                && findings.stream()
                        .allMatch(
                                each -> each instanceof ScrubFinding.Orphan || each instanceof ScrubFinding.StrayFile);
    }
}
