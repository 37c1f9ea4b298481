package skyhall.server.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The largest resident size that a process was seen to have, looked at ten times a second.
final class Resident implements AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000L;

    private final AtomicLong most = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    Resident(long process) {
        Thread.ofPlatform().daemon().name("resident").start(() -> {
            while (!ended.get()) {
                most.accumulateAndGet(quietly(process), Math::max);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
    }

    private static long quietly(long process) {
        try {
            return mebibytes(process);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    /// Source: proc(5), `VmRSS` in `/proc/pid/status`, in KiB.
    static long mebibytes(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    long mostMebibytes() {
        return most.get();
    }

    @Override
    public void close() {
        ended.set(true); // the watcher ends within its next pause
    }
}
