package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupSyncTest {
    /// Names are numbered as they are made; a sync makes durable those that were made before it began.
    private static final class CountingDisk extends BentDisk {
        private final AtomicLong made = new AtomicLong();
        private final AtomicLong durable = new AtomicLong();
        private final AtomicInteger syncs = new AtomicInteger();
        private volatile boolean fails;

        CountingDisk() {
            super(new SimulatedDisk(1, 1000));
        }

        @Override
        public void forceDirectory(String path) throws DiskTrouble {
            syncs.incrementAndGet();
            long seen = made.get();
            LockSupport.parkNanos(10_000);
            if (fails) {
                throw new DiskTrouble(DiskTrouble.Kind.FAILED, path, null);
            }
            LockSupport.parkNanos(10_000);
            durable.accumulateAndGet(seen, Math::max);
        }
    }

    @Test
    void everyCallerIsReleasedOnlyBySyncsThatBeganAfterItsRename() throws Exception {
        CountingDisk disk = new CountingDisk();
        GroupSync sync = new GroupSync(disk);
        ConcurrentHashMap<Long, Long> broken = new ConcurrentHashMap<>();
        int callers = 32;
        int rounds = 300;
        runAll(callers, () -> {
            for (int i = 0; i < rounds; i++) {
                long mine = disk.made.incrementAndGet();
                sync.sync("shelf");
                long durable = disk.durable.get();
                if (durable < mine) {
                    broken.put(mine, durable);
                }
            }
            return null;
        });
        assertThat(broken).isEmpty();
        assertThat(disk.syncs.get()).isLessThanOrEqualTo(callers * rounds);
    }

    @Test
    void thoseWhoWaitShareOneSync() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger syncs = new AtomicInteger();
        GroupSync sync = new GroupSync(new BentDisk(new SimulatedDisk(1, 1000)) {
            @Override
            public void forceDirectory(String path) {
                syncs.incrementAndGet();
                begun.countDown();
                awaitQuietly(goOn);
            }
        });
        List<Thread> waiting = new ArrayList<>();
        Thread first = Thread.ofPlatform().start(() -> syncQuietly(sync));
        begun.await();
        for (int i = 0; i < 20; i++) {
            waiting.add(Thread.ofPlatform().start(() -> syncQuietly(sync)));
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        first.join();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(syncs.get()).isEqualTo(2);
    }

    @Test
    void aFailureIsEverybodysFailureAndTheNextSyncBeginsAnew() throws Exception {
        CountingDisk disk = new CountingDisk();
        GroupSync sync = new GroupSync(disk);
        disk.fails = true;
        runAll(8, () -> {
            assertThatThrownBy(() -> sync.sync("shelf")).isInstanceOf(DiskTrouble.class);
            return null;
        });
        disk.fails = false;
        sync.sync("shelf");
    }

    @Test
    void anErrorInTheLeaderReleasesTheOthers() {
        GroupSync sync = new GroupSync(new BentDisk(new SimulatedDisk(1, 1000)) {
            private boolean first = true;

            @Override
            public void forceDirectory(String path) {
                if (first) {
                    first = false;
                    throw new PowerLost();
                }
            }
        });
        assertThatThrownBy(() -> sync.sync("a")).isInstanceOf(PowerLost.class);
        syncQuietly(sync);
    }

    private static void runAll(int threads, java.util.concurrent.Callable<?> task) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(task));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
    }

    private static void syncQuietly(GroupSync sync) {
        try {
            sync.sync("shelf");
        } catch (DiskTrouble e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
