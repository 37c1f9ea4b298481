package skyhall.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthBoardTest {
    private final HealthBoard board = new HealthBoard(Duration.ofMillis(300));

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void withoutAnyPartTheServerIsReady() {
        assertThat(board.report().isReady()).isTrue();
        assertThat(board.report().word()).isEqualTo("ready");
    }

    @Test
    void aDegradedPartIsNamedButTrafficMayCome() {
        register("disk", new Health.Degraded("The disk is 91 % full."));
        HealthReport report = board.report();
        assertThat(report.isReady()).isTrue();
        assertThat(report.word()).isEqualTo("degraded");
        assertThat(report.parts()).containsEntry("disk", new Health.Degraded("The disk is 91 % full."));
    }

    @Test
    void onePartThatIsNotReadyKeepsTrafficAway() {
        register("disk", Health.ready());
        register("database", new Health.NotReady("It is recovering."));
        assertThat(board.report().isReady()).isFalse();
        assertThat(board.report().tree())
                .isEqualTo(Map.of(
                        "status",
                        "not ready",
                        "parts",
                        Map.of(
                                "disk",
                                Map.of("status", "ready"),
                                "database",
                                Map.of("status", "not ready", "reason", "It is recovering."))));
    }

    @Test
    void hungChecksCostTheReportItsPatienceOnceAndAreNamed() {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            board.register(new HealthCheck("hung " + i, () -> awaitForever(never)));
        }
        long begin = System.nanoTime();
        HealthReport report = board.report();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1200));
        assertThat(report.parts().values()).hasSize(5).allMatch(health -> health.reason()
                .contains("300 ms"));
    }

    @Test
    void aCheckThatThrowsIsNotReadyAndDoesNotShowWhatItThrew() {
        board.register(new HealthCheck("odd", () -> {
            throw new IllegalStateException("secret");
        }));
        assertThat(board.report().parts().get("odd"))
                .isEqualTo(new Health.NotReady("Its check failed; the log has the reason."));
    }

    private void register(String name, Health health) {
        board.register(new HealthCheck(name, () -> health));
    }

    private static Health awaitForever(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Health.ready();
    }
}
