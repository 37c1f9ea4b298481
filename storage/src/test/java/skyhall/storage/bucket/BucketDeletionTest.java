package skyhall.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skyhall.storage.Depot;
import skyhall.storage.Together;
import skyhall.storage.object.DeleteResult;
import skyhall.storage.object.PutOutcome;

/// A bucket that is deleted while others put into it: either the deletion finds it empty and every put is told that it
/// is gone, or a put was first and the bucket stays with it.
final class BucketDeletionTest {
    private static final int ROUNDS = 12;

    @TempDir
    Path folder;

    private Depot depot;

    @BeforeEach
    void open() {
        depot = new Depot(folder, 1000);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void noAcknowledgedPutIsLost(Versioning versioning) throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Bucket bucket = depot.bucket("round-" + round, versioning);
            List<Object> outcomes = Together.run(6, i -> raced(bucket, i));
            boolean deleted = outcomes.contains(new DeleteOutcome.Deleted());
            List<Object> puts = outcomes.subList(2, outcomes.size());
            if (deleted) {
                assertThat(puts).containsOnly(new PutOutcome.BucketGone());
                assertThat(depot.buckets.find(bucket.name().text())).isEmpty();
            } else {
                assertThat(puts).allMatch(PutOutcome.Stored.class::isInstance);
                for (int i = 2; i < outcomes.size(); i++) {
                    assertThat(depot.text(bucket, "key " + i)).isEqualTo("text " + i);
                }
            }
            seen.merge(deleted ? "deleted" : "kept", 1, Integer::sum);
            assertThat(orphans()).isZero();
        }
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROUNDS);
    }

    /// Two delete, four put; which of them are first is left to chance, with a little help.
    private Callable<Object> raced(Bucket bucket, int i) {
        if (i < 2) {
            return () -> depot.buckets.delete(bucket);
        }
        return () -> {
            for (int turn = 0; turn < i * 50; turn++) {
                Thread.onSpinWait();
            }
            return depot.put(bucket, "key " + i, "text " + i);
        };
    }

    /// A put under way when the mark is set is waited for: here one that another transaction holds up.
    @Test
    void theDeletionWaitsForAPutThatHasBegun() throws Exception {
        Bucket bucket = depot.bucket("waiting", Versioning.NEVER);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> depot.database.transaction(() -> {
                depot.put(bucket, "key", "text");
                begun.countDown();
                await(goOn);
            }));
            begun.await();
            Future<DeleteOutcome> deletion = threads.submit(() -> depot.buckets.delete(bucket));
            untilMarked();
            assertThat(deletion.isDone()).isFalse();
            goOn.countDown();
            slow.get(20, TimeUnit.SECONDS);
            assertThat(deletion.get(20, TimeUnit.SECONDS)).isEqualTo(new DeleteOutcome.NotEmpty());
        }
        assertThat(depot.text(bucket, "key")).isEqualTo("text");
        assertThat(depot.put(bucket, "key", "again")).isInstanceOf(PutOutcome.Stored.class);
    }

    /// A put that meets the mark waits for the decision instead of saying that the bucket is gone while it is not.
    @Test
    void aPutThatMeetsTheMarkWaitsForTheDecision() throws Exception {
        Bucket bucket = depot.bucket("undecided", Versioning.ENABLED);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> depot.database.transaction(() -> {
                depot.put(bucket, "first", "text");
                begun.countDown();
                await(goOn);
            }));
            begun.await();
            Future<DeleteOutcome> deletion = threads.submit(() -> depot.buckets.delete(bucket));
            untilMarked();
            Future<PutOutcome> second = threads.submit(() -> depot.put(bucket, "second", "text"));
            goOn.countDown();
            slow.get(20, TimeUnit.SECONDS);
            assertThat(deletion.get(20, TimeUnit.SECONDS)).isEqualTo(new DeleteOutcome.NotEmpty());
            assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(PutOutcome.Stored.class);
        }
    }

    /// The mark keeps a put from beginning; it must not leave the key without its current version.
    @ParameterizedTest
    @EnumSource(
            value = Versioning.class,
            names = {"ENABLED", "SUSPENDED"})
    void aPutThatIsKeptOutLeavesWhatWasThere(Versioning versioning) {
        Bucket bucket = depot.bucket("kept", versioning);
        depot.put(bucket, "key", "before");
        depot.database
                .sql()
                .sql("UPDATE storage.bucket SET deleting_at = clock_timestamp()")
                .update();
        assertThat(depot.put(bucket, "key", "late")).isEqualTo(new PutOutcome.BucketGone());
        assertThat(depot.delete(bucket, "key")).isEqualTo(new DeleteResult.BucketGone());
        assertThat(depot.text(bucket, "key")).isEqualTo("before");
        assertThat(depot.count("storage.past_version")).isZero();
    }

    @Test
    void deletionsOfManyBucketsAtOnceDoNotHinderEachOther() throws Exception {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            buckets.add(depot.bucket("many-" + i, Versioning.NEVER));
        }
        assertThat(Together.run(8, i -> () -> depot.buckets.delete(buckets.get(i))))
                .containsOnly(new DeleteOutcome.Deleted());
        assertThat(depot.count("storage.bucket")).isZero();
    }

    private void untilMarked() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (depot.count("storage.bucket WHERE deleting_at IS NOT NULL") == 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long orphans() {
        return depot.count(
                "storage.live_object o WHERE NOT EXISTS (SELECT FROM storage.bucket b WHERE b.id = o.bucket)");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
