package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides whether new drafts are taken. Closes at the watermark and opens again somewhat above it; closes after
/// any write that the disk refused, and opens again by itself when a trial write went through. Trials are made when
/// somebody asks, at most one a second.
final class WriteGate {
    private static final long TRIAL_PAUSE_NANOS = 1_000_000_000L;
    private static final int TRIAL_BYTES = 4096;

    private final Disk disk;
    private final VolumeShape shape;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private boolean belowWatermark;
    private @Nullable VolumeRefusal failure;
    private long failedNanos;

    WriteGate(Disk disk, VolumeShape shape, RandomGenerator random, LongSupplier nanos) {
        this.disk = disk;
        this.shape = shape;
        this.random = random;
        this.nanos = nanos;
    }

    /// @throws VolumeRefusal unless a new draft may be begun
    void enter() {
        Optional<VolumeRefusal.Reason> refusal = room().refusal();
        if (refusal.isPresent()) {
            throw new VolumeRefusal(refusal.get(), null);
        }
    }

    /// @throws VolumeRefusal when even drafts under way must stop, because others (a database) need the last room
    void goOn() {
        try {
            Disk.Space space = disk.space();
            if (space.freeBytes() < shape.floorBytes(space.totalBytes())) {
                throw new VolumeRefusal(noRoom(space), null);
            }
        } catch (DiskTrouble e) {
            throw refused(e);
        }
    }

    /// Notes that the disk refused a write, and gives the exception to throw for it.
    synchronized VolumeRefusal refused(DiskTrouble trouble) {
        VolumeRefusal refusal = trouble.refusal();
        if (trouble.kind() != DiskTrouble.Kind.INTERRUPTED) {
            failure = refusal;
            failedNanos = nanos.getAsLong();
        }
        return refusal;
    }

    synchronized Room room() {
        Disk.Space space;
        try {
            space = disk.space();
        } catch (DiskTrouble e) {
            return new Room(0, 0, Optional.of(e.refusal().reason()));
        }
        tryAgain();
        long mark = belowWatermark ? shape.resumeBytes(space.totalBytes()) : shape.lowBytes(space.totalBytes());
        belowWatermark = space.freeBytes() < mark;
        Optional<VolumeRefusal.Reason> full = belowWatermark ? Optional.of(noRoom(space)) : Optional.empty();
        return new Room(space.freeBytes(), space.totalBytes(), failure == null ? full : Optional.of(failure.reason()));
    }

    private void tryAgain() {
        if (failure == null || nanos.getAsLong() - failedNanos < TRIAL_PAUSE_NANOS) {
            return;
        }
        String path = Layout.INCOMING + "/trial-" + new UUID(random.nextLong(), random.nextLong());
        try {
            write(path);
            failure = null;
        } catch (DiskTrouble e) {
            failure = e.refusal();
            failedNanos = nanos.getAsLong();
        }
    }

    private void write(String path) throws DiskTrouble {
        try (Disk.DiskFile file = disk.create(path)) {
            file.append(ByteBuffer.allocate(TRIAL_BYTES));
            file.force();
        } finally {
            disk.delete(path);
        }
    }

    private VolumeRefusal.Reason noRoom(Disk.Space space) {
        return new VolumeRefusal.Reason.NoRoom("Only " + space.freeBytes() + " of " + space.totalBytes()
                + " bytes are free on the volume; new writes are taken again from "
                + shape.resumeBytes(space.totalBytes()) + " free bytes on.");
    }
}
