package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is changed behind the volume's back is noticed before a byte is handed out, and named by the scrubber.
class DamageTest {
    private static final int BLOCK = 64;

    private SimulatedDisk disk;
    private DiskVolume volume;
    private final Rows rows = new Rows();
    private final InFlight inFlight = new InFlight();

    /// Rows as a set.
    private static final class Rows implements References {
        private final List<KeptBlob> blobs = new ArrayList<>();

        @Override
        public Set<BlobId> referenced(Collection<BlobId> ids) {
            Set<BlobId> named = new HashSet<>();
            blobs.stream().map(KeptBlob::id).filter(ids::contains).forEach(named::add);
            return named;
        }

        @Override
        public List<KeptBlob> referencedAfter(Optional<BlobId> after, int limit) {
            return blobs.stream()
                    .filter(blob -> after.isEmpty() || blob.id().compareTo(after.get()) > 0)
                    .sorted((left, right) -> left.id().compareTo(right.id()))
                    .limit(limit)
                    .toList();
        }
    }

    @BeforeEach
    void open() throws DiskTrouble {
        disk = new SimulatedDisk(1, 10_000_000);
        volume = DiskVolume.open(disk, new VolumeShape(BLOCK, 0, 0), new Random(1), System::nanoTime);
    }

    @Test
    void anyFlippedBitOfTheBytesNamesItsBlock() {
        byte[] bytes = AbstractTestBlobStore.bytes(1, 10 * BLOCK + 17);
        BlobId id = keep(bytes);
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            long bit = random.nextInt(bytes.length * 8);
            long block = bit / 8 / BLOCK;
            disk.flipBit(Layout.blob(id), bit);
            assertEveryByteReadIsRight(id, bytes, block);
            assertThat(scrub().findings())
                    .containsExactly(new ScrubFinding.DamagedBlock(
                            id, block, block * BLOCK, "its bytes do not match their checksum"));
            disk.flipBit(Layout.blob(id), bit);
        }
        assertThat(scrub().isClean()).isTrue();
    }

    private void assertEveryByteReadIsRight(BlobId id, byte[] bytes, long damagedBlock) {
        try (BlobReader reader = volume.open(id)) {
            for (int at = 0; at < bytes.length; at += 50) {
                byte[] into = new byte[BLOCK * 2];
                long block = at / BLOCK;
                if (block == damagedBlock) {
                    int position = at;
                    assertThatThrownBy(() -> reader.read(position, into, 0, into.length))
                            .isInstanceOfSatisfying(BlobDamaged.class, e -> {
                                assertThat(e.id()).isEqualTo(id);
                                assertThat(e.blockIndex()).isEqualTo(damagedBlock);
                                assertThat(e.offsetBytes()).isEqualTo(damagedBlock * BLOCK);
                            });
                    assertThat(into).containsOnly(0);
                } else {
                    int count = reader.read(at, into, 0, into.length);
                    assertThat(into).startsWith(java.util.Arrays.copyOfRange(bytes, at, at + count));
                }
            }
        }
    }

    @Test
    void anyFlippedBitOfTheChecksumsIsNoticed() {
        byte[] bytes = AbstractTestBlobStore.bytes(1, 5 * BLOCK);
        BlobId id = keep(bytes);
        String sums = Layout.sums(Layout.blob(id));
        for (int bit = 0; bit < disk.content(sums).length * 8; bit++) {
            disk.flipBit(sums, bit);
            assertThatThrownBy(() -> AbstractTestBlobStore.readAll(volume, id))
                    .as("bit %d", bit)
                    .isInstanceOf(BlobDamaged.class);
            assertThat(scrub().findings()).singleElement().isInstanceOf(ScrubFinding.DamagedBlock.class);
            disk.flipBit(sums, bit);
        }
    }

    @Test
    void checksumsSpanPages() {
        byte[] bytes = AbstractTestBlobStore.bytes(1, BLOCK * (2 * BlockSums.PAGE_BLOCKS + 3) + 5);
        BlobId id = keep(bytes);
        assertThat(AbstractTestBlobStore.readAll(volume, id)).isEqualTo(bytes);
        assertThat(disk.content(Layout.sums(Layout.blob(id)))).hasSize(BlockSums.HEADER_BYTES + (2 * 1024 + 4 + 3) * 4);
        disk.flipBit(Layout.blob(id), 8L * BLOCK * 1500);
        assertThat(scrub().findings())
                .singleElement()
                .isInstanceOfSatisfying(ScrubFinding.DamagedBlock.class, found -> {
                    assertThat(found.blockIndex()).isEqualTo(1500);
                    assertThat(found.offsetBytes()).isEqualTo(1500L * BLOCK);
                });
    }

    @Test
    void aTruncatedFileIsNoticedBeforeAndWhileItIsRead() {
        byte[] bytes = AbstractTestBlobStore.bytes(1, 5 * BLOCK);
        BlobId id = keep(bytes);
        try (BlobReader reader = volume.open(id)) {
            disk.truncate(Layout.blob(id), 3 * BLOCK + 1);
            assertThat(reader.read(0, new byte[BLOCK], 0, BLOCK)).isEqualTo(BLOCK);
            assertThatThrownBy(() -> reader.read(3 * BLOCK, new byte[BLOCK], 0, BLOCK))
                    .isInstanceOf(BlobDamaged.class)
                    .hasMessageContaining("ends too early");
        }
        assertThatThrownBy(() -> volume.open(id)).isInstanceOf(BlobDamaged.class);
        assertThat(scrub().isClean()).isFalse();
    }

    @Test
    void everyDamagedBlockIsNamedNotOnlyTheFirst() {
        BlobId id = keep(AbstractTestBlobStore.bytes(1, 6 * BLOCK));
        for (int block : new int[] {1, 2, 5}) {
            disk.flipBit(Layout.blob(id), 8L * BLOCK * block + 3);
        }
        assertThat(scrub().findings())
                .extracting(found -> ((ScrubFinding.DamagedBlock) found).blockIndex())
                .containsExactly(1L, 2L, 5L);
    }

    @Test
    void missingOrphanedStrayAndWrongLengthAreTold() throws DiskTrouble {
        BlobId missing = keep(new byte[10]);
        volume.delete(missing);
        BlobId orphan = AbstractTestBlobStore.seal(volume, new byte[20]);
        BlobId healthy = keep(new byte[30]);
        rows.blobs.removeIf(blob -> blob.id().equals(healthy));
        rows.blobs.add(new KeptBlob(healthy, 31));
        disk.create("blobs/letter.txt").close();
        disk.create("elsewhere").close();
        ScrubReport report = scrub();
        assertThat(report.findings())
                .containsExactlyInAnyOrder(
                        new ScrubFinding.MissingBlob(missing, 10),
                        new ScrubFinding.Orphan(orphan, 20),
                        new ScrubFinding.WrongLength(healthy, 31, 30),
                        new ScrubFinding.StrayFile("blobs/letter.txt", 0, "nothing of this name belongs here"),
                        new ScrubFinding.StrayFile("elsewhere", 0, "nothing of this name belongs here"));
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void aBlobInFlightIsNoOrphan() {
        BlobId id = AbstractTestBlobStore.seal(volume, new byte[20]);
        try (var _ = inFlight.hold(List.of(id))) {
            assertThat(scrub().findings()).isEmpty();
        }
        assertThat(scrub().findings()).hasSize(1);
    }

    @Test
    void aWalkGoesOnWhereItsSliceEnded() {
        Set<BlobId> ids = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            ids.add(keep(AbstractTestBlobStore.bytes(i, 100)));
        }
        BlobId damaged = ids.stream().sorted().toList().get(33);
        disk.flipBit(Layout.blob(damaged), 5);
        ScrubPosition position = ScrubPosition.START;
        List<ScrubFinding> findings = new ArrayList<>();
        long blobs = 0;
        int slices = 0;
        do {
            ScrubReport report = scrubber().scrub(ScrubPosition.parse(position.text()), 450);
            findings.addAll(report.findings());
            blobs += report.blobs();
            position = report.position();
            slices++;
        } while (!position.equals(ScrubPosition.START));
        assertThat(slices).isBetween(7, 10);
        assertThat(blobs).isEqualTo(40);
        assertThat(findings).singleElement().isInstanceOf(ScrubFinding.DamagedBlock.class);
    }

    @Test
    void thePaceIsKept() {
        long[] clock = {0};
        List<Long> slept = new ArrayList<>();
        ScrubPace pace = new ScrubPace(1000, () -> clock[0], nanos -> {
            slept.add(nanos);
            clock[0] += nanos;
        });
        pace.accept(500);
        pace.accept(100);
        assertThat(slept).containsExactly(500_000_000L, 100_000_000L);
        clock[0] += 5_000_000_000L;
        pace.accept(200);
        assertThat(slept.getLast()).isEqualTo(200_000_000L);
    }

    private BlobId keep(byte[] bytes) {
        return new BlobKeeper(volume, inFlight).keep(draft -> draft.write(bytes, 0, bytes.length), blobs -> {
            rows.blobs.addAll(blobs);
            return blobs.getFirst().id();
        });
    }

    private Scrubber scrubber() {
        return new Scrubber(volume, rows, inFlight, Scrubber.UNHURRIED);
    }

    private ScrubReport scrub() {
        return scrubber().scrub(ScrubPosition.START, Long.MAX_VALUE);
    }
}
