package skyhall.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.Seeds;
import skyhall.storage.Depot;
import skyhall.storage.InParts;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;

/// Parts of completed uploads live as long as anything points to them, and the grace after that.
final class ReleasedUploadsTest {
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration NONE = Duration.ofSeconds(-1);

    @TempDir
    Path folder;

    private Depot depot;
    private InParts uploads;
    private ReleasedUploads released;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
        uploads = new InParts(depot);
        released = new ReleasedUploads(depot.database);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    /// As if what was released until now had been released an hour ago.
    private void anHourPasses() {
        depot.database
                .sql()
                .sql("UPDATE storage.released_upload SET since = since - interval '1 hour'")
                .update();
    }

    @Test
    void nothingGoesBeforeTheGraceIsOver() {
        Bucket bucket = depot.bucket("graceful", Versioning.NEVER);
        uploads.whole(bucket, "a", "text");
        depot.delete(bucket, "a");
        assertThat(released.sweep(GRACE)).isZero();
        assertThat(depot.count("storage.part")).isEqualTo(1);
        anHourPasses();
        assertThat(released.sweep(GRACE)).isEqualTo(1);
        assertThat(depot.count("storage.part")).isZero();
        assertThat(depot.count("storage.upload")).isZero();
        assertThat(depot.count("storage.released_upload")).isZero();
        assertThat(released.sweep(GRACE)).isZero();
    }

    @Test
    void whatAnotherKeyStillNamesStays() {
        Bucket bucket = depot.bucket("copied", Versioning.NEVER);
        uploads.whole(bucket, "a", "text");
        depot.copy(bucket, "a", bucket, "b");
        depot.delete(bucket, "a");
        assertThat(released.sweep(NONE)).isZero();
        assertThat(depot.text(bucket, "b")).isEqualTo("text");
        depot.put(bucket, "b", "other");
        assertThat(released.sweep(NONE)).isEqualTo(1);
        assertThat(depot.text(bucket, "b")).isEqualTo("other");
    }

    /// The second release is what counts: somebody who read the row before it may be about to copy
    /// it.
    @Test
    void aFreshReleaseHoldsBackAnOldOne() {
        Bucket bucket = depot.bucket("twice", Versioning.NEVER);
        uploads.whole(bucket, "a", "text");
        depot.copy(bucket, "a", bucket, "b");
        depot.delete(bucket, "a");
        anHourPasses();
        ObjectVersion read = Depot.found(depot.get(bucket, "b"));
        depot.delete(bucket, "b");
        assertThat(released.sweep(GRACE)).isZero();
        depot.objects.put(
                bucket,
                new ObjectKey("c"),
                Precondition.NONE,
                new NewObject(
                        depot.objects.now(),
                        read.sizeBytes(),
                        read.etag(),
                        read.ownerId(),
                        read.account(),
                        read.headers(),
                        read.tags(),
                        read.acl(),
                        read.checksum(),
                        read.content()));
        assertThat(depot.text(bucket, "c")).isEqualTo("text");
        anHourPasses();
        assertThat(released.sweep(GRACE)).as("the copy points to it").isZero();
        assertThat(depot.count("storage.released_upload")).isZero();
        assertThat(depot.text(bucket, "c")).isEqualTo("text");
    }

    @Test
    void moreThanABatchIsSweptInOnePass() {
        Bucket bucket = depot.bucket("many", Versioning.NEVER);
        for (int i = 0; i < 230; i++) {
            uploads.whole(bucket, "k" + i, "t" + i);
            if (i % 2 == 0) {
                depot.delete(bucket, "k" + i);
            }
        }
        assertThat(released.sweep(NONE)).isEqualTo(115);
        assertThat(depot.count("storage.part")).isEqualTo(115);
        assertThat(depot.text(bucket, "k1")).isEqualTo("t1");
    }

    @Test
    void versionsAndCopiesInAnyOrderLoseNothing() {
        Seeds.forEach(6, (random, seed) -> {
            Bucket bucket = depot.bucket("life-" + seed, Versioning.ENABLED);
            List<VersionId> versions = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                String key = "k" + random.nextInt(3);
                switch (random.nextInt(5)) {
                    case 0, 1 -> uploads.whole(bucket, key, Depot.large(seed + "/" + step));
                    case 2 -> {
                        if (depot.get(bucket, key) instanceof GetOutcome.Found) {
                            depot.copy(bucket, key, bucket, "k" + random.nextInt(3));
                        }
                    }
                    case 3 -> {
                        if (depot.get(bucket, key) instanceof GetOutcome.Found(ObjectVersion object)) {
                            depot.delete(bucket, key, object.version());
                        }
                    }
                    default -> released.sweep(NONE);
                }
                assertEveryVersionIsWhole(bucket, versions);
            }
        });
        depot.collectEverything();
        assertThat(depot.files()).isEqualTo(depot.count("storage.part"));
    }

    private void assertEveryVersionIsWhole(Bucket bucket, List<VersionId> seen) {
        seen.clear();
        depot.listings
                .versions(bucket, "", "", new skyhall.storage.listing.From.Beginning(), 1000)
                .items()
                .forEach(listed -> {
                    seen.add(listed.version());
                    ObjectVersion object =
                            Depot.found(depot.get(bucket, listed.key().text(), listed.version()));
                    assertThat(depot.text(object)).hasSize((int) object.sizeBytes());
                });
    }
}
