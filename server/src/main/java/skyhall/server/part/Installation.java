package skyhall.server.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.health.HealthCheck;

/// The parts of one running server.
///
/// Stopping has three steps: the health report says "not ready" first, so that a balancer sends no
/// more; then every
/// part drains, all of them side by side, within one common time; then the parts stop, the last started
/// first.
public final class Installation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final List<Part> parts;
    private final HealthBoard board;
    private final Duration drainNotice;
    private final Duration drainTime;
    private final List<Part> started = new ArrayList<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.STARTING);

    private enum Stage {
        STARTING,
        RUNNING,
        STOPPING
    }

    /// @param parts in the order in which they depend on each other: a part may use those before it
    /// @param drainNotice how long requests are still taken after the report turned
    /// @param drainTime how long requests under way may take then
    public Installation(List<Part> parts, HealthBoard board, Duration drainNotice, Duration drainTime) {
        this.parts = List.copyOf(parts);
        this.board = board;
        this.drainNotice = drainNotice;
        this.drainTime = drainTime;
        board.register(new HealthCheck("server", this::ownHealth));
    }

    /// Starts all parts; when one fails, those before it are stopped again and its exception comes out.
    public synchronized void start() {
        try {
            for (Part part : parts) {
                if (stage.get() == Stage.STOPPING) {
                    return; // told to stop while starting; close() waits for this method and stops what is there
                }
                long begin = System.nanoTime();
                part.start();
                started.add(part);
                part.healthChecks().forEach(board::register);
                LOG.info(
                        "Started {} in {} ms.",
                        part.name(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            stage.compareAndSet(Stage.STARTING, Stage.RUNNING);
        } catch (RuntimeException | Error e) {
            stopAll();
            throw e;
        }
    }

    /// The banner lines of all parts.
    public synchronized List<String> banner() {
        return started.stream().flatMap(part -> part.banner().stream()).toList();
    }

    /// Drains and stops; does nothing the second time.
    @Override
    public void close() {
        if (stage.getAndSet(Stage.STOPPING) == Stage.STOPPING) {
            return;
        }
        LOG.info("Stopping: no longer ready; requests under way have {} s.", drainTime.toSeconds());
        synchronized (this) {
            LockSupport.parkNanos(drainNotice.toNanos());
            drainAll();
            stopAll();
            board.close();
        }
    }

    private Health ownHealth() {
        return switch (stage.get()) {
            case STARTING -> new Health.NotReady("The server is starting.");
            case RUNNING -> Health.ready();
            case STOPPING -> new Health.NotReady("The server is stopping.");
        };
    }

    private void drainAll() {
        List<Thread> draining = new ArrayList<>();
        for (Part part : started) {
            draining.add(Thread.ofVirtual()
                    .name("drain " + part.name())
                    .start(() -> quietly(part, () -> part.drain(drainTime))));
        }
        for (Thread one : draining) {
            try {
                one.join(drainTime.plusSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void stopAll() {
        for (Part part : started.reversed()) {
            quietly(part, part::stop);
            LOG.info("Stopped {}.", part.name());
        }
        started.clear();
    }

    /// A part that fails while stopping must not keep the others from it.
    private static void quietly(Part part, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("{} did not stop cleanly.", part.name(), e);
        }
    }
}
