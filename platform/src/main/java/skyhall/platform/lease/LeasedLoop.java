package skyhall.platform.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays one role on a thread of its own for as long as this process holds it, and stands by while another does.
///
/// A step that throws is logged and repeated after a rest that doubles from 200 ms up to 30 s; a step that throws
/// [LeaseLost] ends this process's turn. The lease is renewed between steps, so a step's own writes must be fenced.
public final class LeasedLoop implements AutoCloseable {
    /// One round of a role's work.
    @FunctionalInterface
    public interface Step {
        /// Does some work under the lease.
        ///
        /// @return how long to rest before the next round, unless woken; zero when there is more to do at once
        Duration run(Lease lease) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LeasedLoop.class);
    private static final Duration FIRST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final String role;
    private final Leases leases;
    private final Duration time;
    private final Step step;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean holding;
    private int failures;
    private @Nullable Lease lease;
    private long renewedNanos;

    /// @param time how long a dead process keeps the role from the others
    public LeasedLoop(String role, Leases leases, Duration time, Step step) {
        this.role = role;
        this.leases = leases;
        this.time = time;
        this.step = step;
        this.thread = Thread.ofVirtual().name(role).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Ends the present rest. Cheap; call as often as you like.
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /// Whether this process plays the role just now.
    public boolean holding() {
        return holding;
    }

    private void run() {
        try {
            while (!stopping) {
                rest(round());
            }
        } catch (InterruptedException e) {
            LOG.debug("{} interrupted", role);
        } finally {
            giveBack();
        }
    }

    private Duration round() throws InterruptedException {
        try {
            Lease held = hold();
            Duration rest = held == null ? time.dividedBy(3) : step.run(held);
            failures = 0;
            return rest;
        } catch (LeaseLost e) {
            LOG.warn("{}", e.getMessage());
            lease = null;
            holding = false;
            return Duration.ZERO;
        } catch (RuntimeException | Error e) {
            return stopping ? Duration.ZERO : restAfter(e);
        }
    }

    private Duration restAfter(Throwable e) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures++, 8));
        rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        LOG.warn("{} failed and is tried again in {} ms", role, rest.toMillis(), e);
        return rest;
    }

    private @Nullable Lease hold() {
        Lease held = lease;
        if (held != null && System.nanoTime() - renewedNanos < time.toNanos() / 3) {
            return held;
        }
        if (held == null || !leases.renew(held, time)) {
            Optional<Lease> taken = leases.take(role, time);
            held = taken.orElse(null);
        }
        renewedNanos = System.nanoTime();
        lease = held;
        holding = held != null;
        return held;
    }

    private void rest(Duration rest) throws InterruptedException {
        if (!rest.isZero() && wakes.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }

    private void giveBack() {
        holding = false;
        Lease held = lease;
        if (held != null) {
            try {
                leases.release(held);
            } catch (RuntimeException e) {
                LOG.debug("{} could not be given back; it runs out by itself", role, e);
            }
        }
    }

    /// Lets the present step end, gives the role back and waits for both, at most for the lease's time.
    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            if (thread.isAlive() && !thread.join(time)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
