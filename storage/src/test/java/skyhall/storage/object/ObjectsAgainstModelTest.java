package skyhall.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.Seeds;
import skyhall.storage.Depot;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;

/// Random operations on few keys, done by the store and by [NaiveKeys]; after each, everything that can be seen of the
/// key is compared. The requests see the bucket as it was a while ago, as a long upload does.
final class ObjectsAgainstModelTest {
    private static final int SEEDS = 15;
    private static final int STEPS = 40;
    private static final List<String> KEYS = List.of("a", "a/b", "漢/😀");

    @TempDir
    Path folder;

    @Test
    void theStoreDoesWhatTheUserGuideSays() {
        try (Depot depot = new Depot(folder)) {
            Seeds.forEach(SEEDS, (random, seed) -> new Life(depot, random, "bucket-" + seed).live());
        }
    }

    private static final class Life {
        private final Depot depot;
        private final RandomGenerator random;
        private final NaiveKeys naive = new NaiveKeys();
        private final List<VersionId> seen = new ArrayList<>(List.of(new VersionId(0, 0), new VersionId(7, 7)));
        private final List<Bucket> views = new ArrayList<>();
        private Versioning versioning = Versioning.NEVER;

        Life(Depot depot, RandomGenerator random, String name) {
            this.depot = depot;
            this.random = random;
            views.add(depot.bucket(name, Versioning.NEVER));
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                switch (random.nextInt(10)) {
                    case 0 -> setVersioning();
                    case 1, 2 -> hide(key);
                    case 3, 4 -> remove(key);
                    default -> put(key, (random.nextBoolean() ? "small " : Depot.large("large ")) + step);
                }
                compare(key);
            }
        }

        /// The bucket as some request may have seen it when it began.
        private Bucket anyView() {
            return views.get(random.nextInt(views.size()));
        }

        private void setVersioning() {
            versioning = random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED;
            depot.buckets.setVersioning(views.getFirst(), versioning);
            views.add(depot.buckets.find(views.getFirst().name().text()).orElseThrow());
        }

        private void put(String key, String text) {
            Precondition condition = condition(key);
            boolean holds = holds(condition, naive.current(key));
            switch (depot.put(anyView(), key, text, condition)) {
                case PutOutcome.Stored(VersionId id) -> {
                    assertThat(holds).isTrue();
                    seen.add(id);
                    naive.put(versioning, key, id, text);
                }
                case PutOutcome.ConditionFailed _ ->
                    assertThat(!holds && naive.current(key).isPresent()).isTrue();
                case PutOutcome.NothingThere _ ->
                    assertThat(!holds && naive.current(key).isEmpty()).isTrue();
                case PutOutcome.BucketGone _ -> throw new AssertionError("the bucket is there");
            }
        }

        private void hide(String key) {
            if (depot.delete(anyView(), key)
                    instanceof DeleteResult.Deleted(Optional<VersionId> marker, boolean made)) {
                assertThat(made).isEqualTo(versioning != Versioning.NEVER);
                marker.ifPresent(seen::add);
                naive.hide(versioning, key, marker);
            } else {
                throw new AssertionError("a deletion without a condition cannot be refused");
            }
        }

        private void remove(String key) {
            VersionId id = seen.get(random.nextInt(seen.size()));
            boolean marker = naive.text(key, id).equals("marker");
            DeleteResult result = depot.delete(anyView(), key, id);
            assertThat(result)
                    .isInstanceOfSatisfying(DeleteResult.Deleted.class, deleted -> assertThat(deleted.marker())
                            .isEqualTo(marker));
            naive.remove(key, id);
        }

        private Precondition condition(String key) {
            String etag = depot.get(views.getFirst(), key) instanceof GetOutcome.Found(ObjectVersion object)
                    ? object.etag()
                    : "none";
            return switch (random.nextInt(6)) {
                case 0 -> Precondition.ABSENT;
                case 1 -> new Precondition(List.of("*"), List.of(), Optional.empty(), Optional.empty());
                case 2 -> new Precondition(List.of("other", etag), List.of(), Optional.empty(), Optional.empty());
                case 3 -> new Precondition(List.of(), List.of(etag), Optional.empty(), Optional.empty());
                default -> Precondition.NONE;
            };
        }

        private static boolean holds(Precondition condition, Optional<NaiveKeys.Version> current) {
            if (condition.isNone()) {
                return true;
            }
            boolean mustBe = !condition.ifMatch().isEmpty();
            return current.isPresent() == mustBe;
        }

        private void compare(String key) {
            Bucket bucket = views.getLast();
            assertThat(depot.text(bucket, key)).isEqualTo(naive.text(key));
            for (VersionId id : seen) {
                assertThat(depot.text(depot.get(bucket, key, id))).isEqualTo(naive.text(key, id));
            }
            List<ListedVersion> listed =
                    depot.listings.versions(bucket, key, "", new From.Beginning(), 1000).items().stream()
                            .filter(version -> version.key().text().equals(key))
                            .toList();
            assertThat(listed.stream().map(Life::asNaive).toList())
                    .isEqualTo(
                            naive.versions(key).stream().map(Life::withoutText).toList());
            for (int i = 0; i < listed.size(); i++) {
                assertThat(listed.get(i).latest()).isEqualTo(i == 0);
            }
        }

        private static NaiveKeys.Version asNaive(ListedVersion version) {
            return new NaiveKeys.Version(
                    version.version().isNull() ? Optional.empty() : Optional.of(version.version()),
                    "",
                    version.marker());
        }

        private static NaiveKeys.Version withoutText(NaiveKeys.Version version) {
            return new NaiveKeys.Version(version.id(), "", version.marker());
        }
    }
}
