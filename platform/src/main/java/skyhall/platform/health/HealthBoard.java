package skyhall.platform.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All health checks of this server. Asks them side by side, each for at most a given time.
public final class HealthBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;

    /// @param patience how long one report waits for its checks before it calls the silent ones not ready
    public HealthBoard(Duration patience) {
        this.patience = patience;
    }

    public void register(HealthCheck check) {
        checks.add(check);
    }

    /// Asks every part now. Takes at most the board's patience, however many checks hang.
    public HealthReport report() {
        long endNanos = System.nanoTime() + patience.toNanos();
        Map<String, Future<Health>> asked = new LinkedHashMap<>();
        for (HealthCheck check : checks) {
            asked.put(check.name(), threads.submit(check.question()::get));
        }
        Map<String, Health> answers = new LinkedHashMap<>();
        asked.forEach((name, answer) -> answers.put(name, await(name, answer, endNanos)));
        return new HealthReport(answers);
    }

    private Health await(String name, Future<Health> answer, long endNanos) {
        try {
            return answer.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Health.NotReady("It did not answer within " + patience.toMillis() + " ms.");
        } catch (ExecutionException e) {
            LOG.warn("The health check '{}' failed.", name, e.getCause());
            return new Health.NotReady("Its check failed; the log has the reason.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.NotReady("The report was interrupted.");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
