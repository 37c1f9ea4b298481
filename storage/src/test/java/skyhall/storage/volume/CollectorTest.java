package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTest implements References {
    private static final Duration GRACE = Duration.ofHours(1);

    private final Set<BlobId> rows = new HashSet<>();
    private final InFlight inFlight = new InFlight();
    private final long[] clock = {Long.MAX_VALUE - 5
    }; // a monotonic clock may pass from the largest number to the least
    private boolean databaseGone;
    private SimulatedDisk disk;
    private DiskVolume volume;
    private Collector collector;

    @BeforeEach
    void open() throws DiskTrouble {
        disk = new SimulatedDisk(1, 1_000_000);
        volume = DiskVolume.open(disk, new VolumeShape(64, 0, 0), new Random(1), () -> clock[0]);
        collector = new Collector(volume, this, inFlight, GRACE, () -> clock[0]);
    }

    @Override
    public Set<BlobId> referenced(Collection<BlobId> ids) {
        if (databaseGone) {
            throw new IllegalStateException("the database is gone");
        }
        Set<BlobId> named = new HashSet<>(ids);
        named.retainAll(rows);
        return named;
    }

    @Override
    public List<KeptBlob> referencedAfter(Optional<BlobId> after, int limit) {
        return List.of();
    }

    @Test
    void onlyWhatNoRowNamesIsFreedAndOnlyAfterTheGrace() {
        BlobId named = seal();
        BlobId garbage = seal();
        rows.add(named);
        assertThat(collector.collect()).isEqualTo(new CollectReport(2, 1, 0, 0, 0));
        passes(GRACE.minusNanos(1));
        assertThat(collector.collect()).isEqualTo(new CollectReport(2, 1, 0, 0, 0));
        passes(Duration.ofNanos(1));
        assertThat(collector.collect()).isEqualTo(new CollectReport(2, 0, 0, 1, 100));
        assertThat(ids()).containsExactly(named);
        assertThatThrownBy(() -> volume.open(garbage)).isInstanceOf(BlobMissing.class);
    }

    @Test
    void theGraceBeginsAnewWhenABlobWasNamedOrHeldMeanwhile() {
        BlobId id = seal();
        collector.collect();
        passes(GRACE);
        rows.add(id);
        collector.collect();
        rows.clear();
        assertThat(collector.collect().freed()).isZero();
        passes(GRACE);
        try (var _ = inFlight.hold(List.of(id))) {
            assertThat(collector.collect().freed()).isZero();
        }
        assertThat(collector.collect().freed()).isZero();
        passes(GRACE);
        assertThat(collector.collect().freed()).isEqualTo(1);
    }

    @Test
    void theGraceBeginsAnewAfterAPauseInWhichTheBlobMayHaveBeenNamed() {
        seal();
        collector.collect();
        clock[0] += GRACE.toNanos();
        assertThat(collector.collect()).isEqualTo(new CollectReport(1, 1, 1, 0, 0));
        passes(GRACE);
        assertThat(collector.collect().freed()).isEqualTo(1);
    }

    @Test
    void aBlobIsHeldAsLongAsAnybodyHoldsIt() {
        BlobId id = seal();
        InFlight.Hold first = inFlight.hold(List.of(id));
        InFlight.Hold second = inFlight.hold(List.of(id));
        first.close();
        first.close();
        assertThat(inFlight.isHeld(id)).isTrue();
        second.close();
        assertThat(inFlight.isHeld(id)).isFalse();
    }

    @Test
    void nothingIsFreedWhileTheIndexCannotBeAsked() {
        seal();
        collector.collect();
        passes(GRACE);
        databaseGone = true;
        assertThatThrownBy(collector::collect).isInstanceOf(IllegalStateException.class);
        assertThat(ids()).hasSize(1);
    }

    @Test
    void aFailedCommitLeavesItsBlobToTheCollector() {
        BlobKeeper keeper = new BlobKeeper(volume, inFlight);
        assertThatThrownBy(() -> keeper.keep(draft -> draft.write(new byte[100], 0, 100), blobs -> {
                    assertThat(inFlight.isHeld(blobs.getFirst().id())).isTrue();
                    throw new IllegalStateException("outcome unknown");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ids()).hasSize(1).noneMatch(inFlight::isHeld);
    }

    @Test
    void aFailedSourceLeavesNothing() {
        BlobKeeper keeper = new BlobKeeper(volume, inFlight);
        assertThatThrownBy(() -> keeper.keep(
                        draft -> {
                            draft.write(new byte[100], 0, 100);
                            throw new java.io.IOException("the client went away");
                        },
                        blobs -> blobs))
                .isInstanceOf(java.io.IOException.class);
        assertThat(volume.list()).isEmpty();
    }

    @Test
    void piecesThatACrashLeftAreFreedAndForeignFilesAreNot() throws DiskTrouble {
        BlobId torn = seal();
        disk.delete(Layout.blob(torn));
        disk.create("incoming/notes.txt").close();
        collector.collect();
        passes(GRACE);
        assertThat(collector.collect().freed()).isEqualTo(1);
        assertThat(volume.list()).singleElement().isInstanceOfSatisfying(BlobListing.Stray.class, stray -> assertThat(
                        stray.path())
                .isEqualTo("incoming/notes.txt"));
    }

    private BlobId seal() {
        return AbstractTestBlobStore.seal(volume, new byte[100]);
    }

    private List<BlobId> ids() {
        return volume.list().map(AbstractTestBlobStore::id).toList();
    }

    /// Time with the collector's rounds in it, the last one a little before its end.
    private void passes(Duration time) {
        long left = time.toNanos();
        long step = collector.longestPause().toNanos();
        for (; left > step; left -= step) {
            clock[0] += step;
            collect();
        }
        clock[0] += left;
    }

    private void collect() {
        if (!databaseGone) {
            collector.collect();
        }
    }
}
