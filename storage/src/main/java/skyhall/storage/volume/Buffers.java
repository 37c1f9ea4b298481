package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Direct buffers of one block each, kept for the next draft. At most 64 lie idle; more may be in use, one per draft.
final class Buffers {
    private static final int IDLE_LIMIT = 64;

    private final int bytes;
    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();

    Buffers(int bytes) {
        this.bytes = bytes;
    }

    ByteBuffer take() {
        synchronized (idle) {
            ByteBuffer buffer = idle.poll();
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(bytes);
    }

    void giveBack(ByteBuffer buffer) {
        synchronized (idle) {
            if (idle.size() < IDLE_LIMIT) {
                idle.push(buffer);
            }
        }
    }
}
