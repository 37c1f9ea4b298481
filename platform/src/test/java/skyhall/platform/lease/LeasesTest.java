package skyhall.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.outbox.Await;

class LeasesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private Database database;
    private Leases one;
    private Leases two;

    @BeforeEach
    void twoProcesses() {
        database = TestDatabase.fresh("platform");
        one = new Leases(database, "one");
        two = new Leases(database, "two");
    }

    @Test
    void aRoleIsHeldByOneUntilItIsGivenBackAndEveryTurnHasAGreaterEpoch() {
        Lease first = one.take("role", LONG).orElseThrow();
        assertThat(two.take("role", LONG)).isEmpty();
        assertThat(one.take("role", LONG)).as("not re-entrant").isEmpty();
        one.release(first);
        Lease second = two.take("role", LONG).orElseThrow();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.holder()).startsWith("two#");
        one.release(first);
        assertThat(one.take("role", LONG)).as("a late release harms nobody").isEmpty();
    }

    @Test
    void aRoleWhoseTimeIsOverIsTakenAndTheOldHolderIsFencedOut() {
        Lease first = one.take("role", Duration.ZERO).orElseThrow();
        Lease second = two.take("role", LONG).orElseThrow();
        assertThat(one.renew(first, LONG)).isFalse();
        assertThat(two.renew(second, LONG)).isTrue();
        assertThatThrownBy(() -> database.transaction(() -> one.fence(first))).isInstanceOf(LeaseLost.class);
        database.transaction(() -> two.fence(second));
    }

    @Test
    void aHolderThatSleptKeepsTheRoleWhenNobodyCame() {
        Lease first = one.take("role", Duration.ZERO).orElseThrow();
        assertThat(one.renew(first, LONG)).isTrue();
        assertThat(two.take("role", LONG)).isEmpty();
    }

    @Test
    void nobodyTakesTheRoleWhileAFencedTransactionRunsAndNobodyWaits() {
        Lease first = one.take("role", Duration.ZERO).orElseThrow();
        database.transaction(() -> {
            one.fence(first);
            Thread taker = Thread.ofVirtual()
                    .start(() -> assertThat(two.take("role", LONG)).isEmpty());
            assertThat(joins(taker)).as("the taker does not wait").isTrue();
        });
        assertThat(two.take("role", LONG)).isPresent();
    }

    private static boolean joins(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLoopPlaysItsRoleAndAnotherTakesOverWhenItEnds() throws InterruptedException {
        List<String> played = new CopyOnWriteArrayList<>();
        LeasedLoop first = loop(one, "one", played);
        first.start();
        Await.until(() -> played.contains("one"));
        LeasedLoop second = loop(two, "two", played);
        second.start();
        first.close();
        Await.until(() -> played.contains("two"));
        assertThat(second.holding()).isTrue();
        assertThat(first.holding()).isFalse();
        second.close();
    }

    private static LeasedLoop loop(Leases leases, String name, List<String> played) {
        return new LeasedLoop("role", leases, Duration.ofMillis(600), _ -> {
            played.add(name);
            return Duration.ofMillis(5);
        });
    }

    @Test
    void aStepThatFailsIsTriedAgainAndAWakeEndsARest() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        LeasedLoop loop = new LeasedLoop("role", one, LONG, _ -> {
            rounds.countDown();
            if (rounds.getCount() == 2) {
                throw new IllegalStateException("once");
            }
            return LONG;
        });
        loop.start();
        Await.until(() -> rounds.getCount() <= 1);
        loop.wake();
        assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        loop.close();
        assertThat(two.take("role", LONG)).as("given back at the end").isPresent();
    }

    @Test
    void aLoopWhoseRoleWasTakenStandsBy() {
        List<String> played = new CopyOnWriteArrayList<>();
        LeasedLoop loop = new LeasedLoop("role", one, Duration.ofSeconds(30), lease -> {
            database.transaction(() -> one.fence(lease));
            played.add("one");
            return Duration.ofMillis(5);
        });
        loop.start();
        Await.until(() -> !played.isEmpty());
        database.sql()
                .sql("UPDATE platform.lease SET holder = 'thief', epoch = epoch + 1")
                .update();
        Await.until(() -> !loop.holding());
        loop.close();
    }
}
