package skyhall.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Runs things at the same moment, for tests of concurrency.
public final class Together {
    private Together() {}

    /// Runs `count` tasks, each on a thread of its own, that all begin together; what they answered, in order.
    public static <T> List<T> run(int count, IntFunction<Callable<T>> task) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> one = task.apply(i);
                running.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return one.call();
                }));
            }
            ready.await();
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> each : running) {
                answers.add(each.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }
}
