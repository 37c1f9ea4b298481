package skyhall.platform.job;

import java.util.Locale;

/// Where a job stands.
public enum JobState {
    /// For its time, for a free place, or for its next attempt.
    WAITING,
    /// A process works on it.
    RUNNING,
    /// It has its result.
    DONE,
    /// It was tried often enough.
    FAILED,
    /// Somebody called it off.
    CANCELLED;

    /// Whether nothing more will happen.
    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
