package skyhall.platform.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Supervises one PostgreSQL: starts it, reads its log to know its state, starts it again when it dies, stops it.
///
/// One platform thread, the keeper, does every start, because the kernel ends PostgreSQL when the thread that started
/// it ends (see [PostgresCluster#startPostmaster]). A kill -9 of this JVM ends the keeper, the kernel ends the
/// postmaster, and its backends end because they watch the postmaster. `EmbeddedPostgresKillTest` proves each step.
///
/// Readiness is not asked for but heard: the log line comes at the moment when connections are accepted.
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final int PORT_TRIES = 5;

    private final PostgresCluster cluster;
    private final PostgresLog log;
    private final Consumer<PostgresState> watcher;
    private final PostgresPort port;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final Thread keeper;

    private volatile PostgresState state = new PostgresState.Starting();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile boolean wasReady;
    private volatile @Nullable Process postmaster;

    /// @param wantedPort 0 for a free one
    /// @param watcher told of every change of state, on a thread of ours: it must not wait
    EmbeddedPostgres(PostgresCluster cluster, int wantedPort, Consumer<PostgresState> watcher) {
        this.cluster = cluster;
        this.log = new PostgresLog(cluster.logFolder(), PostgresLog.FILE_BYTES);
        this.watcher = watcher;
        this.port = new PostgresPort(wantedPort);
        this.keeper = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::keep);
    }

    /// Starts it and waits until it accepts connections.
    ///
    /// @throws FaultException [PlatformFault#POSTGRES_NOT_STARTED] with the last lines of its log
    EmbeddedPostgres start(Duration patience) {
        keeper.start();
        try {
            boolean inTime = decided.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (inTime && wasReady) {
                return this;
            }
            String reason = inTime ? log.tail() : "Not ready after " + patience.toSeconds() + " s; " + state.word();
            close();
            throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, reason);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, "Interrupted while it started.", e);
        }
    }

    PostgresState state() {
        return state;
    }

    /// Where it listens on 127.0.0.1; may change when it is started again.
    int port() {
        return port.current();
    }

    /// The postmaster's process id while there is one.
    long pid() {
        Process running = postmaster;
        return running == null ? -1 : running.pid();
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        for (int start = 1; !stopping.get(); start++) {
            boolean worked = runOnce();
            if (stopping.get() || (!wasReady && !mayTryAnotherPort(start))) {
                break;
            }
            pause = worked ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            LOG.warn("PostgreSQL ended; starting it again in {} ms", pause.toMillis());
            LockSupport.parkNanos(this, pause.toNanos());
        }
        decided.countDown();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean mayTryAnotherPort(int start) {
        return start < PORT_TRIES && port.isFree() && log.tail().contains("could not bind");
    }

    /// One life of PostgreSQL, from its start to its end. True when it accepted connections in between.
    private boolean runOnce() {
        change(new PostgresState.Starting());
        try {
            Process process = cluster.startPostmaster(port.choose());
            postmaster = process;
            PostgresVoice voice = new PostgresVoice(process.pid(), this::heard);
            Thread reader = Thread.ofPlatform()
                    .daemon()
                    .name("postgres-log")
                    .start(() -> log.follow(process.getInputStream(), voice::hear));
            if (stopping.get()) {
                process.destroyForcibly();
            }
            int exit = waitFor(process);
            awaitLastWords(reader);
            if (!stopping.get()) {
                change(new PostgresState.Failed("PostgreSQL ended with status " + exit + ": " + log.tail()));
            }
            return voice.saidReady();
        } catch (IOException | FaultException e) {
            change(new PostgresState.Failed("PostgreSQL cannot be started: " + e.getMessage()));
            log.keep(String.valueOf(e.getMessage()));
            return false;
        } finally {
            postmaster = null;
        }
    }

    /// The keeper must outlive the process, so an interrupt (which nobody here sends) is not obeyed.
    private static int waitFor(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                LOG.warn("the keeper of PostgreSQL was interrupted and goes on");
            }
        }
    }

    private void heard(PostgresState next) {
        if (stopping.get()) {
            return;
        }
        change(next);
        if (next instanceof PostgresState.Ready) {
            wasReady = true;
            decided.countDown();
        }
    }

    private synchronized void change(PostgresState next) {
        if (!next.equals(state)) {
            state = next;
            LOG.info("PostgreSQL is {}", next.word());
            watcher.accept(next);
        }
    }

    /// Stops it in order: statements are cancelled, a checkpoint is written, the next start needs no recovery.
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        LockSupport.unpark(keeper);
        Process running = postmaster;
        if (running != null) {
            stop(running);
        }
        join(keeper, Duration.ofSeconds(10));
        cluster.processes().endAll();
        change(new PostgresState.Stopped());
    }

    private static void stop(Process running) {
        PostgresSignal.FAST_STOP.sendTo(running);
        try {
            if (!running.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL did not stop in {} and is ended; the next start recovers", STOP_PATIENCE);
                PostgresSignal.IMMEDIATE_STOP.sendTo(running);
                running.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.destroyForcibly();
        }
    }

    /// The end of a process and the end of what it said reach us on different ways.
    private static void awaitLastWords(Thread reader) {
        join(reader, Duration.ofSeconds(1));
    }

    private static void join(Thread thread, Duration patience) {
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
