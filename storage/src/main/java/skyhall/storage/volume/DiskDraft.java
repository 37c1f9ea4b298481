package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A blob being written: bytes go to `incoming` block by block. [#seal] holds the order of operations on which all
/// durability rests; `VolumeSimulationTest` fails when two of its lines are swapped or one is left out.
final class DiskDraft implements BlobDraft {
    /// How often a long draft asks whether the disk is running out of room.
    private static final long ROOM_CHECK_BYTES = 8L << 20;

    private enum State {
        OPEN,
        BROKEN,
        SEALED,
        CLOSED
    }

    private final DiskVolume volume;
    private final Disk disk;
    private final BlobId id;
    private final BlockSums sums = new BlockSums();
    private final int blockBytes;
    private final Disk.DiskFile data;
    private @Nullable ByteBuffer block;
    private long sizeBytes;
    private long checkRoomAt = ROOM_CHECK_BYTES;
    private State state = State.OPEN;

    DiskDraft(DiskVolume volume, BlobId id) throws DiskTrouble {
        this.volume = volume;
        this.disk = volume.disk();
        this.id = id;
        this.blockBytes = volume.shape().blockBytes();
        this.data = disk.create(Layout.draft(id));
    }

    @Override
    public BlobId id() {
        return id;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        mustBeOpen();
        attempt(() -> append(bytes, offset, length));
    }

    private void append(byte[] bytes, int offset, int length) throws DiskTrouble {
        int done = 0;
        while (done < length) {
            ByteBuffer into = block();
            int count = Math.min(length - done, into.remaining());
            into.put(bytes, offset + done, count);
            done += count;
            sizeBytes += count;
            if (!into.hasRemaining()) {
                flushBlock(into);
            }
        }
        if (sizeBytes >= checkRoomAt) {
            checkRoomAt = sizeBytes + ROOM_CHECK_BYTES;
            volume.gate().goOn();
        }
    }

    private ByteBuffer block() {
        ByteBuffer held = block;
        if (held == null) {
            held = volume.buffers().take();
            block = held;
        }
        return held;
    }

    private void flushBlock(ByteBuffer full) throws DiskTrouble {
        full.flip();
        sums.add(BlockSums.crc(full.duplicate()));
        data.append(full);
        full.clear();
    }

    @Override
    public void seal() {
        mustBeOpen();
        attempt(this::sealInOrder);
        state = State.SEALED;
        volume.finished(id);
    }

    private void sealInOrder() throws DiskTrouble {
        if (block != null && block.position() > 0) {
            flushBlock(block);
        }
        String draft = Layout.draft(id);
        String blob = Layout.blob(id);
        try (Disk.DiskFile sumsFile = disk.create(Layout.sums(draft))) {
            sumsFile.append(sums.encode(id, sizeBytes, blockBytes));
            disk.forceAll(List.of(data, sumsFile));
        }
        data.close();
        volume.shelves().make(id);
        // The checksums first, so that as long as the machine runs no published file is ever without them.
        disk.rename(Layout.sums(draft), Layout.sums(blob));
        disk.rename(draft, blob);
        try {
            volume.directorySync().sync(Layout.directory(id));
        } catch (DiskTrouble e) {
            volume.shelves().leave();
            throw e;
        }
    }

    @Override
    public void close() {
        giveBack();
        if (state == State.SEALED || state == State.CLOSED) {
            state = State.CLOSED;
            return;
        }
        state = State.CLOSED;
        data.close();
        volume.discard(id);
    }

    private void giveBack() {
        if (block != null) {
            volume.buffers().giveBack(block);
            block = null;
        }
    }

    private void mustBeOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("draft " + id + " is " + state);
        }
    }

    /// After a step that failed the draft can only be closed: what the disk holds of it is not known any more.
    private void attempt(Step step) {
        State before = state;
        state = State.BROKEN;
        try {
            step.run();
        } catch (DiskTrouble e) {
            throw volume.gate().refused(e);
        }
        state = before;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws DiskTrouble;
    }
}
