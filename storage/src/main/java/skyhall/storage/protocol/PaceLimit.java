package skyhall.storage.protocol;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Cuts off clients that send or take a body too slowly: those that trickle, which an idle time never meets.
///
/// Only time that is spent waiting for the client counts, so that a slow disk of ours is nobody's fault; and the rate
/// is asked for only after [#GRACE_NANOS] of it. (Jetty's own `MinimumDataRateHandler` measures by the bytes of all
/// requests together and, after some nine gigabytes, by a number that has overflowed: Jetty 12.1.14.)
final class PaceLimit extends Handler.Wrapper {
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int minBytesPerSecond;

    PaceLimit(Handler handler, int minBytesPerSecond) {
        super(handler);
        this.minBytesPerSecond = minBytesPerSecond;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        PacedRequest paced = new PacedRequest(request);
        return super.handle(paced, new PacedResponse(paced, response), callback);
    }

    /// How long a client may be waited for, all in all, for so many bytes.
    private long patienceNanos(long bytes) {
        return GRACE_NANOS + (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / minBytesPerSecond);
    }

    private final class PacedRequest extends Request.Wrapper {
        private long bytes;
        private long waitedNanos;

        PacedRequest(Request request) {
            super(request);
        }

        @Override
        public void demand(Runnable demandCallback) {
            long begun = NanoTime.now();
            super.demand(Invocable.from(Invocable.getInvocationType(demandCallback), () -> {
                waitedNanos += NanoTime.since(begun);
                demandCallback.run();
            }));
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk.remaining();
            if (chunk.isLast() || waitedNanos <= patienceNanos(bytes)) {
                return chunk;
            }
            chunk.release();
            return Content.Chunk.from(new TimeoutException("the body comes too slowly"), true);
        }
    }

    private final class PacedResponse extends Response.Wrapper {
        private long bytes;
        private long waitedNanos;

        PacedResponse(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            PendingWrite pending = new PendingWrite(callback, content == null ? 0 : content.remaining());
            super.write(last, content, pending);
            pending.limit();
        }

        /// One write, from its begin to its end; writes of one response follow each other.
        private final class PendingWrite extends Callback.Nested {
            private final long begun = NanoTime.now();
            private final int length;
            private boolean isOver;
            private Scheduler.@Nullable Task end;

            PendingWrite(Callback callback, int length) {
                super(callback);
                this.length = length;
            }

            /// Most writes are over by now; for the others an end is set.
            synchronized void limit() {
                if (!isOver) {
                    long left = Math.max(0, patienceNanos(bytes + length) - waitedNanos);
                    end = getRequest()
                            .getComponents()
                            .getScheduler()
                            .schedule(this::cutOff, left, TimeUnit.NANOSECONDS);
                }
            }

            private void cutOff() {
                if (!isOver()) {
                    getRequest()
                            .getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close(new TimeoutException("the answer is taken too slowly"));
                }
            }

            private synchronized boolean isOver() {
                return isOver;
            }

            private synchronized void ended() {
                isOver = true;
                bytes += length;
                waitedNanos += NanoTime.since(begun);
                if (end != null) {
                    end.cancel();
                }
            }

            @Override
            public void succeeded() {
                ended();
                super.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                ended();
                super.failed(failure);
            }
        }
    }
}
