package skyhall.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skyhall.storage.Depot;
import skyhall.storage.Together;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;

/// Many at once on one key: every outcome must be one that some order of them could have had.
final class ConcurrentObjectsTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 8;

    @TempDir
    Path folder;

    private Depot depot;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void ofManyWhoPutOnlyIfAbsentOneSucceeds(Versioning versioning) throws Exception {
        Bucket bucket = depot.bucket("contested", versioning);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key " + round;
            List<PutOutcome> outcomes =
                    Together.run(THREADS, i -> () -> depot.put(bucket, key, "from " + i, Precondition.ABSENT));
            assertThat(outcomes).filteredOn(PutOutcome.Stored.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(PutOutcome.ConditionFailed.class::isInstance)
                    .hasSize(THREADS - 1);
            int winner = outcomes.indexOf(outcomes.stream()
                    .filter(PutOutcome.Stored.class::isInstance)
                    .findFirst()
                    .orElseThrow());
            assertThat(depot.text(bucket, key)).isEqualTo("from " + winner);
        }
    }

    /// Puts with and without a condition and deletions mix; a success of "only if absent" needs a moment of absence.
    @Test
    void onlyIfAbsentHoldsAmongPlainPutsAndDeletions() throws Exception {
        Bucket bucket = depot.bucket("mixed", Versioning.NEVER);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key " + round;
            List<Object> outcomes = Together.run(THREADS, i -> mixed(bucket, key, i));
            long absences =
                    1 + outcomes.stream().filter(DeleteResult.class::isInstance).count();
            assertThat(outcomes.stream().filter("first"::equals).count()).isBetween(0L, absences);
            assertThat(depot.count("storage.live_object")).isLessThanOrEqualTo(round + 1L);
        }
    }

    private Callable<Object> mixed(Bucket bucket, String key, int i) {
        return switch (i % 4) {
            case 0 -> () -> depot.delete(bucket, key);
            case 1 -> () -> depot.put(bucket, key, "plain " + i);
            default ->
                () -> depot.put(bucket, key, "if absent " + i, Precondition.ABSENT) instanceof PutOutcome.Stored
                        ? "first"
                        : "late";
        };
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void ofManyWhoReplaceTheSameVersionOneSucceeds(Versioning versioning) throws Exception {
        Bucket bucket = depot.bucket("replaced", versioning);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key " + round;
            depot.put(bucket, key, "first");
            String etag = Depot.found(depot.get(bucket, key)).etag();
            Precondition same = new Precondition(List.of(etag), List.of(), Optional.empty(), Optional.empty());
            List<PutOutcome> outcomes = Together.run(THREADS, i -> () -> depot.put(bucket, key, "from " + i, same));
            assertThat(outcomes).filteredOn(PutOutcome.Stored.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(PutOutcome.ConditionFailed.class::isInstance)
                    .hasSize(THREADS - 1);
        }
    }

    @Test
    void everyVersionThatWasAnsweredIsKeptAndTheNewestIsCurrent() throws Exception {
        Bucket bucket = depot.bucket("versioned", Versioning.ENABLED);
        List<VersionId> answered = Together.run(THREADS, i -> () -> switch (depot.put(bucket, "key", "from " + i)) {
            case PutOutcome.Stored(VersionId version) -> version;
            case PutOutcome other -> throw new AssertionError(other);
        });
        for (int i = 0; i < THREADS; i++) {
            assertThat(depot.text(depot.get(bucket, "key", answered.get(i)))).isEqualTo("from " + i);
        }
        List<ListedVersion> listed = depot.listings
                .versions(bucket, "", "", new From.Beginning(), 1000)
                .items();
        assertThat(listed).hasSize(THREADS);
        assertThat(listed)
                .isSortedAccordingTo((left, right) ->
                        Long.compare(right.version().sequence(), left.version().sequence()));
        assertThat(listed.getFirst().version())
                .isEqualTo(Depot.found(depot.get(bucket, "key")).version());
    }

    /// A version that exists all the time is found all the time, while versions above it come and go.
    @Test
    void aVersionIsFoundWhileItBecomesCurrentAndPastAgain() throws Exception {
        Bucket bucket = depot.bucket("rolling", Versioning.ENABLED);
        VersionId lasting = depot.stored(bucket, "key", "lasting");
        AtomicBoolean over = new AtomicBoolean();
        List<Set<String>> seen = Together.run(3, i -> () -> {
            Set<String> texts = new HashSet<>();
            if (i == 0) {
                for (int round = 0; round < 60; round++) {
                    depot.delete(bucket, "key", depot.stored(bucket, "key", "above"));
                }
                over.set(true);
            }
            while (!over.get()) {
                texts.add(depot.text(depot.get(bucket, "key", lasting)));
                texts.add(depot.text(bucket, "key"));
            }
            return texts;
        });
        seen.forEach(texts -> assertThat(texts).isSubsetOf("lasting", "above"));
        assertThat(depot.text(bucket, "key")).isEqualTo("lasting");
    }

    /// Enabling versioning is a line that nothing acknowledged is lost behind, whatever a request saw before it.
    @Test
    void aVersionThatWasAnsweredOutlivesPutsThatBeganBeforeVersioning() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "enabled-" + round;
            Bucket before = depot.bucket(name, Versioning.NEVER);
            depot.put(before, "key", "oldest");
            List<Optional<VersionId>> answered = Together.run(6, i -> () -> {
                if (i == 0) {
                    depot.buckets.setVersioning(before, Versioning.ENABLED);
                    return Optional.of(depot.stored(depot.buckets.find(name).orElseThrow(), "key", "versioned"));
                }
                if (i == 1) {
                    depot.delete(before, "key");
                } else {
                    depot.put(before, "key", "late");
                }
                return Optional.empty();
            });
            List<ListedVersion> listed = depot.listings
                    .versions(before, "", "", new From.Beginning(), 1000)
                    .items();
            assertThat(listed)
                    .filteredOn(version -> !version.version().isNull())
                    .isNotEmpty();
            assertThat(listed).filteredOn(version -> version.version().isNull()).hasSizeLessThanOrEqualTo(1);
            assertThat(answered.getFirst()).isPresent();
            assertThat(depot.text(before, "key")).isIn("versioned", "late", "marker");
        }
    }
}
