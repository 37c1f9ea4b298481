package skyhall.platform.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.database.Database;
import skyhall.platform.fault.Blame;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Runs jobs in this process: takes those that are due, and those whose process has been silent for four heartbeats.
///
/// [#close()] drains: nothing new is taken, running handlers are asked to end at their next look, and after
/// `job.drain` what still runs is interrupted. Jobs that did not end go on elsewhere from their checkpoint.
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int LONGEST_FAILURE = 2000;

    private final Map<String, JobKind> kinds = new LinkedHashMap<>();
    private final JobTable table;
    private final JobRecurrences recurrences;
    private final JobLimits limits;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Semaphore wakes = new Semaphore(0);
    private final Thread taker;
    private final Thread beater;
    private volatile boolean stopping;

    /// One attempt. Two may be of the same job for a moment: one that lost it and one that took it again.
    private static final class Running {
        private final JobTable.Held held;
        private final JobRun run;
        private final Thread thread;

        Running(JobTable.Held held, JobRun run, Consumer<Running> work) {
            this.held = held;
            this.run = run;
            this.thread = Thread.ofVirtual()
                    .name("job/" + held.job().request().kind() + "/"
                            + held.job().id())
                    .unstarted(() -> work.accept(this));
        }
    }

    /// @param process a name of this process that no other has, such as [skyhall.platform.lease.Leases#holder()]
    public JobRunner(
            Database database,
            Jobs jobs,
            InstantSource clock,
            String process,
            JobLimits limits,
            Collection<JobKind> kinds,
            Collection<RecurringJob> recurring) {
        for (JobKind kind : kinds) {
            if (this.kinds.put(kind.name(), kind) != null) {
                throw new IllegalArgumentException("registered twice: " + kind.name());
            }
        }
        this.table = new JobTable(database, clock, process);
        this.recurrences = new JobRecurrences(database, jobs, clock, recurring);
        this.limits = limits;
        this.taker = Thread.ofVirtual().name("job/taker").unstarted(this::take);
        this.beater = Thread.ofVirtual().name("job/heartbeat").unstarted(this::beat);
        jobs.onSubmit(wakes::release);
    }

    public void start() {
        recurrences.remember();
        taker.start();
        beater.start();
    }

    private void take() {
        while (!stopping) {
            try {
                recurrences.submitDue();
                int free = limits.atOnce() - running.size();
                List<JobTable.Held> taken = free > 0 ? table.take(kinds.keySet(), limits.dead(), free) : List.of();
                taken.forEach(this::begin);
                rest(limits.poll());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("jobs cannot be taken; trying again", e);
                parkAfterFailure();
            }
        }
    }

    private void rest(Duration rest) throws InterruptedException {
        if (wakes.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    private void parkAfterFailure() {
        java.util.concurrent.locks.LockSupport.parkNanos(limits.poll().toNanos());
    }

    private void begin(JobTable.Held held) {
        Running job = new Running(held, new JobRun(table, held), this::work);
        running.add(job);
        if (held.job().cancelAsked()) {
            job.run.cancel();
        }
        if (stopping) {
            job.run.interrupt();
        }
        job.thread.start();
    }

    private void work(Running job) {
        try {
            work(job.held, job.run);
        } catch (RuntimeException e) {
            LOG.warn(
                    "job {} ended and that could not be written down; it is taken again",
                    job.held.job().id(),
                    e);
        } finally {
            running.remove(job);
            wakes.release();
        }
    }

    private void work(JobTable.Held held, JobRun run) {
        JobKind kind =
                java.util.Objects.requireNonNull(kinds.get(held.job().request().kind()));
        try {
            if (held.job().attempts() > kind.attempts()) {
                table.failed(held, new Job.Failure(PlatformFault.JOB_DIED.code(), PlatformFault.JOB_DIED.sentence()));
                return;
            }
            run.look();
            table.done(held, kind.handler().run(run));
        } catch (JobCancelled e) {
            table.cancelled(held);
        } catch (JobInterrupted | InterruptedException e) {
            giveBack(held);
        } catch (Exception | Error e) {
            failed(held, kind, e);
        }
    }

    private void failed(JobTable.Held held, JobKind kind, Throwable e) {
        if (stopping && Thread.currentThread().isInterrupted()) {
            giveBack(held);
            return;
        }
        boolean last = held.job().attempts() >= kind.attempts() || isTheCallers(e);
        Job.Failure failure = failure(e);
        LOG.warn("job {} of kind {} failed{}", held.job().id(), kind.name(), last ? "" : " and is tried again", e);
        if (last) {
            table.failed(held, failure);
        } else {
            table.again(held, kind.restAfter(held.job().attempts()), failure);
        }
    }

    /// An interrupted virtual thread cannot use a socket, so the interrupt is taken note of first.
    private void giveBack(JobTable.Held held) {
        boolean interrupted = Thread.interrupted();
        LOG.info("job {} goes on elsewhere{}", held.job().id(), interrupted ? "; it had to be interrupted" : "");
        table.giveBack(held);
    }

    private static boolean isTheCallers(Throwable e) {
        return e instanceof FaultException fault && fault.fault().blame() == Blame.CALLER;
    }

    private static Job.Failure failure(Throwable e) {
        String code = e instanceof FaultException fault ? fault.fault().code() : PlatformFault.INTERNAL.code();
        String text = (e instanceof FaultException ? String.valueOf(e.getMessage()) : e.toString()).replace("\0", "");
        return new Job.Failure(code, text.length() > LONGEST_FAILURE ? text.substring(0, LONGEST_FAILURE) : text);
    }

    private void beat() {
        while (!stopping || !running.isEmpty()) {
            try {
                Thread.sleep(limits.heartbeat());
                beatOnce();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("no heartbeat reached the database", e);
            }
        }
    }

    private void beatOnce() {
        List<Running> before = List.copyOf(running);
        if (before.isEmpty()) {
            return;
        }
        Map<Long, JobTable.Beat> ours = new LinkedHashMap<>();
        table.beat(before.stream().map(job -> job.held.job().id()).toList()).forEach(beat -> ours.put(beat.id(), beat));
        for (Running job : before) {
            JobTable.Beat beat = ours.get(job.held.job().id());
            if (beat == null || beat.epoch() != job.held.epoch()) {
                job.run.interrupt();
            } else if (beat.cancelAsked()) {
                job.run.cancel();
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        wakes.release();
        running.forEach(job -> job.run.interrupt());
        long deadline = System.nanoTime() + limits.drain().toNanos();
        try {
            taker.join(limits.drain());
            for (Running job : List.copyOf(running)) {
                if (!job.thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    job.thread.interrupt();
                    job.thread.join(limits.heartbeat());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beater.interrupt();
    }
}
