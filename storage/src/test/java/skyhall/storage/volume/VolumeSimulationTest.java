package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A seed is a test: the real code passes every one, and each mutant fails one of the first 200.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class VolumeSimulationTest {
    private static final int SEEDS_TO_CATCH = 200;
    private static final Logger LOG = Logger.getLogger(DiskVolume.class.getName());

    /// Thousands of injected failures would each be logged.
    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void theRealCodeKeepsEveryPromise() {
        run(0, 400);
    }

    @Test
    @Tag("slow")
    void theRealCodeKeepsEveryPromiseForThousandsOfSeeds() {
        run(400, 10_000);
    }

    @Test
    void everyMutantIsCaught() {
        Map<Mutant, OptionalLong> caught = new TreeMap<>();
        Mutant.all().forEach(mutant -> caught.put(mutant, firstFailingSeed(mutant)));
        System.out.printf("%-36s first failing seed%n", "mutant");
        caught.forEach((mutant, seed) ->
                System.out.printf("%-36s %s%n", mutant, seed.isPresent() ? seed.getAsLong() : "not caught"));
        assertThat(caught).hasSizeGreaterThanOrEqualTo(8).allSatisfy((_, seed) -> assertThat(seed)
                .isPresent());
    }

    private static OptionalLong firstFailingSeed(Mutant mutant) {
        for (long seed = 0; seed < SEEDS_TO_CATCH; seed++) {
            try {
                new VolumeSimulation(seed, mutant).run();
            } catch (DiskTrouble | RuntimeException | AssertionError _) {
                return OptionalLong.of(seed);
            }
        }
        return OptionalLong.empty();
    }

    private static void run(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            try {
                new VolumeSimulation(seed, Mutant.NONE).run();
            } catch (DiskTrouble | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
