package skyhall.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves.
final class MovingClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T14:05:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void forward(Duration duration) {
        now = now.plus(duration);
    }
}
