package skyhall.platform.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what other processes do: asks often, gives up late, says what was waited for.
final class Deadline {
    private Deadline() {}

    static void await(String what, Duration patience, BooleanSupplier done) {
        long end = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            Pause.of(Duration.ofMillis(10));
        }
    }
}
