package skyhall.storage.volume;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Keeps the scrubber at a rate: told how much was read, it waits until that much was due. What was not read while
/// nothing was asked is not made up for: after a pause the rate is the same.
public final class ScrubPace implements LongConsumer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double nanosPerByte;
    private final LongSupplier nanos;
    private final LongConsumer sleepNanos;
    private long dueNanos;

    /// @throws IllegalArgumentException unless the rate is positive
    public ScrubPace(long bytesPerSecond) {
        this(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    ScrubPace(long bytesPerSecond, LongSupplier nanos, LongConsumer sleepNanos) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("not a rate: " + bytesPerSecond);
        }
        this.nanosPerByte = NANOS_PER_SECOND / bytesPerSecond;
        this.nanos = nanos;
        this.sleepNanos = sleepNanos;
        this.dueNanos = nanos.getAsLong();
    }

    @Override
    public void accept(long bytes) {
        long now = nanos.getAsLong();
        dueNanos = (dueNanos - now > 0 ? dueNanos : now) + Math.round(bytes * nanosPerByte);
        if (dueNanos - now > 0) {
            sleepNanos.accept(dueNanos - now);
        }
    }
}
