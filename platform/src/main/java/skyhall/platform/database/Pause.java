package skyhall.platform.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A short wait for something outside of this process that sends no word when it is done.
final class Pause {
    private Pause() {}

    /// Waits for about `time`; an interrupt ends the wait early and stays set.
    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
