package skyhall.server.proof;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what other processes do: asks often, gives up late, says what was waited for.
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /// A question that may fail; a failure counts as "not yet".
    @FunctionalInterface
    interface Question {
        boolean isTrue() throws Exception;
    }

    static void until(String what, Duration patience, Question done) {
        long end = System.nanoTime() + patience.toNanos();
        Throwable last = null;
        while (System.nanoTime() < end) {
            try {
                if (done.isTrue()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
    }
}
