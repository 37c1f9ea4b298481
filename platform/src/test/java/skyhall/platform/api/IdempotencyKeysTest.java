package skyhall.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import skyhall.platform.api.IdempotencyKeys.Claim;
import skyhall.platform.api.IdempotencyKeys.Standing;
import skyhall.platform.api.IdempotencyKeys.StoredAnswer;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.PrincipalId;

final class IdempotencyKeysTest {
    private static final PrincipalId ANN = new PrincipalId(1);
    private static final byte[] HASH = new byte[32];
    private static final StoredAnswer DONE = new StoredAnswer(200, "application/json", "{}");

    @SuppressWarnings("NullAway.Init") // made once for all tests: a fresh database costs a second
    private static Database database;

    private Instant now = Instant.parse("2027-03-01T00:00:00Z");
    private final IdempotencyKeys keys =
            new IdempotencyKeys(database, () -> now, Duration.ofMinutes(2), Duration.ofHours(24));

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh("platform");
        database.sql().sql("CREATE TABLE effect (key text)").update();
    }

    @Test
    void theFirstRequestIsFreshAndARepetitionGetsItsAnswer() {
        work("key-first-1", true);
        assertThat(keys.begin(ANN, "key-first-1", HASH)).isInstanceOfSatisfying(Standing.Replay.class, replay -> {
            assertThat(replay.answer().status()).isEqualTo(200);
            assertThat(replay.answer().contentType()).isEqualTo("application/json");
            assertThat(replay.answer().body()).isEqualTo(DONE.body());
        });
        assertThat(effects("key-first-1")).isEqualTo(1);
    }

    @Test
    void anotherContentUnderTheSameKeyIsRefusedWhetherDoneOrUnderWay() {
        byte[] other = new byte[32];
        other[0] = 1;
        fresh("key-other-1");
        assertThat(keys.begin(ANN, "key-other-1", other)).isInstanceOf(Standing.DifferentRequest.class);
        work("key-other-2", true);
        assertThat(keys.begin(ANN, "key-other-2", other)).isInstanceOf(Standing.DifferentRequest.class);
    }

    @Test
    void anotherPrincipalsKeyIsAnotherKey() {
        work("key-shared", true);
        assertThat(keys.begin(new PrincipalId(2), "key-shared", HASH)).isInstanceOf(Standing.Fresh.class);
    }

    @Test
    void whileTheFirstIsUnderWayARepetitionWaits() {
        fresh("key-flight");
        assertThat(keys.begin(ANN, "key-flight", HASH)).isInstanceOf(Standing.InFlight.class);
    }

    @Test
    void workWithoutEffectGivesTheKeyBack() {
        keys.release(fresh("key-release"));
        fresh("key-release");
    }

    @Test
    void afterACrashTheWorkMayBeDoneAgainOnceTheLeaseIsOver() {
        Claim dead = fresh("key-crash");
        now = now.plus(Duration.ofMinutes(3));
        Claim second = fresh("key-crash");
        assertThatThrownBy(() -> finishWithEffect(dead)).isInstanceOf(FaultException.class);
        assertThat(effects("key-crash")).isZero();
        finishWithEffect(second);
        assertThat(effects("key-crash")).isEqualTo(1);
    }

    @Test
    void anEffectThatRollsBackTakesItsAnswerWithIt() {
        Claim claim = fresh("key-rollback");
        assertThatThrownBy(() -> database.transaction(() -> {
                    keys.finish(claim, DONE);
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keys.begin(ANN, "key-rollback", HASH)).isInstanceOf(Standing.InFlight.class);
    }

    @Test
    void anAnswerIsForgottenAfterItsTime() {
        work("key-expiry", true);
        now = now.plus(Duration.ofHours(25));
        fresh("key-expiry");
        now = now.plus(Duration.ofHours(25));
        assertThat(keys.sweep()).isPositive();
    }

    @Test
    void ofManyAtOnceExactlyOneWorks() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                all.add(threads.submit(() -> work("key-many", false)));
            }
            int worked = 0;
            for (Future<Boolean> one : all) {
                worked += one.get() ? 1 : 0;
            }
            assertThat(worked).isEqualTo(1);
        }
        assertThat(effects("key-many")).isEqualTo(1);
    }

    @Test
    void theHeaderMustBeThereAndWellFormed() {
        assertThat(IdempotencyKeys.requireKey(Optional.of("0f8fad5b-d9cb"))).isEqualTo("0f8fad5b-d9cb");
        assertThatThrownBy(() -> IdempotencyKeys.requireKey(Optional.empty())).hasMessageContaining("SKY-1212");
        assertThatThrownBy(() -> IdempotencyKeys.requireKey(Optional.of("short")))
                .hasMessageContaining("SKY-1213");
        assertThatThrownBy(() -> IdempotencyKeys.requireKey(Optional.of("white space")))
                .hasMessageContaining("SKY-1213");
    }

    private Claim fresh(String key) {
        Standing standing = keys.begin(ANN, key, HASH);
        assertThat(standing).isInstanceOf(Standing.Fresh.class);
        return ((Standing.Fresh) standing).claim();
    }

    private boolean work(String key, boolean mustBeFresh) {
        Standing standing = keys.begin(ANN, key, HASH);
        if (standing instanceof Standing.Fresh(Claim claim)) {
            finishWithEffect(claim);
            return true;
        }
        assertThat(mustBeFresh).isFalse();
        return false;
    }

    private void finishWithEffect(Claim claim) {
        database.transaction(() -> {
            database.sql()
                    .sql("INSERT INTO effect VALUES (:key)")
                    .param("key", claim.key())
                    .update();
            keys.finish(claim, DONE);
        });
    }

    private static long effects(String key) {
        return database.sql()
                .sql("SELECT count(*) FROM effect WHERE key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }
}
