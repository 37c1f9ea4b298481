package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One seed's history of a volume, its index and its clients: several lives of the process, each ended by power loss
/// or a kill at any operation, the start included. Clients put, overwrite, delete and read through [BlobKeeper] while
/// the [Collector] runs; between any two operations of one of them another may act.
///
/// The model knows for every key which rows the index may hold: the one last answered, and those of commits whose
/// client was not answered. What must hold is in [#check] and [#checkTheEnd].
final class VolumeSimulation {
    private static final Duration GRACE = Duration.ofSeconds(100);
    private static final int KEYS = 6;
    private static final VolumeShape SHAPE = new VolumeShape(64, 0, 0);

    private final Random random;
    private final Mutant mutant;
    private final SimulatedDisk disk;
    private final SimulatedIndex index;
    private final Map<String, Set<Optional<SimulatedIndex.Row>>> possible = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private long nanos;
    private long wallNanos;
    /// How much time may pass until a reader that has read its row opens the blob; null when there is none.
    private @Nullable Long readerPatienceNanos;

    private DiskVolume volume;
    private InFlight inFlight;
    private SimulatedClients clients;
    private Collector collector;

    VolumeSimulation(long seed, Mutant mutant) throws DiskTrouble {
        this.random = new Random(seed);
        this.mutant = mutant;
        this.disk = new SimulatedDisk(random.nextLong(), random.nextInt(4) == 0 ? 6_000 : 1_000_000);
        this.index = new SimulatedIndex(random.nextLong(), disk, GRACE.toNanos() / 2);
        begin();
    }

    SimulatedIndex index() {
        return index;
    }

    /// Runs the seed's whole history.
    ///
    /// @throws AssertionError when a promise was broken
    void run() throws DiskTrouble {
        for (int life = 0; life < 5; life++) {
            boolean powerLost = live();
            disk.restart(powerLost);
            recover();
            check();
        }
        checkTheEnd();
    }

    static byte[] content(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// One life of the process.
    ///
    /// @return whether it ended with a power loss, else by a kill
    private boolean live() {
        boolean dies = random.nextInt(5) > 0;
        boolean powerLost = random.nextInt(3) > 0;
        try {
            double trouble = random.nextInt(3) == 0 ? 0.03 : 0;
            disk.troubleRate(trouble);
            index.doubtRate(random.nextInt(2) * 0.1);
            if (dies) {
                disk.dieAfter(1 + random.nextInt(250));
            }
            disk.between(this::perhapsOthers);
            for (int i = 0; i < 25; i++) {
                act();
                clients.afterAnswer();
            }
        } catch (PowerLost _) {
            // as the seed would have it
        }
        return powerLost;
    }

    /// Starts again; the power may go during the start too.
    private void recover() throws DiskTrouble {
        quiet();
        while (random.nextInt(3) == 0) {
            disk.dieAfter(1 + random.nextInt(6));
            try {
                begin();
            } catch (PowerLost _) {
                // again
            }
            disk.restart(random.nextBoolean());
        }
        begin();
    }

    private void quiet() {
        disk.between(() -> {});
        disk.troubleRate(0);
        index.doubtRate(0);
        busy.clear();
        readerPatienceNanos = null;
    }

    private void begin() throws DiskTrouble {
        RandomGenerator ids = new FewShelves(random.nextLong());
        volume = DiskVolume.open(mutant.bend(disk), SHAPE, ids, () -> nanos);
        inFlight = new InFlight();
        clients = new SimulatedClients(this, mutant, volume, inFlight);
        collector = switch (mutant) {
            case COLLECTED_WITHOUT_GRACE -> new Collector(volume, index, inFlight, Duration.ZERO, () -> nanos);
            case GRACE_BY_A_CLOCK_THAT_STEPS -> new Collector(volume, index, inFlight, GRACE, () -> wallNanos);
            case COLLECTOR_IGNORES_IN_FLIGHT -> new Collector(volume, index, new InFlight(), GRACE, () -> nanos);
            default -> new Collector(volume, index, inFlight, GRACE, () -> nanos);
        };
    }

    private void perhapsOthers() {
        if (random.nextInt(8) > 0) {
            return;
        }
        for (int i = random.nextInt(3) == 0 ? 6 : 1; i > 0; i--) {
            act();
        }
    }

    private void act() {
        try {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> put(randomKey());
                case 3 -> copy(randomKey(), randomKey());
                case 4 -> delete(randomKey());
                case 5, 6 -> read(randomKey());
                case 7, 8, 9 -> collector.collect();
                default -> timePasses();
            }
        } catch (VolumeRefusal _) {
            // The disk refused; nothing was answered, and the model has not changed.
        }
    }

    private String randomKey() {
        return "key-" + random.nextInt(KEYS);
    }

    /// A while without the collector, or several of its rounds.
    private void timePasses() {
        if (random.nextBoolean()) {
            passes((long) (random.nextDouble() * 2 * GRACE.toNanos()));
            return;
        }
        for (int i = random.nextInt(14); i > 0; i--) {
            passes(GRACE.toNanos() / 8);
            collector.collect();
        }
    }

    private void passes(long wishedNanos) {
        long passed = wishedNanos;
        if (readerPatienceNanos != null) {
            passed = Math.min(passed, readerPatienceNanos / 2);
            readerPatienceNanos -= passed;
        }
        nanos += passed;
        wallNanos += random.nextInt(4) > 0 ? GRACE.toNanos() / 4 : passed;
        index.settle(nanos);
    }

    private void put(String key) {
        if (index.isInDoubt(key) || !busy.add(key)) {
            return;
        }
        List<Long> contentSeeds = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1; i > 0; i--) {
            contentSeeds.add(random.nextLong());
        }
        try {
            if (clients.put(key, contentSeeds)) {
                answered(key, row -> row.isPresent() && row.get().contentSeeds().equals(contentSeeds));
            }
        } catch (SimulatedIndex.OutcomeUnknown _) {
            // The model holds both outcomes.
        } finally {
            busy.remove(key);
        }
    }

    /// A second row for the same blobs.
    private void copy(String from, String to) {
        SimulatedIndex.Row seen = index.row(from);
        if (seen == null || index.isInDoubt(to) || !busy.add(to)) {
            return;
        }
        try (var _ = (mutant == Mutant.COPIED_WITHOUT_HOLD ? new InFlight() : inFlight)
                .hold(seen.blobs().stream().map(KeptBlob::id).toList())) {
            SimulatedIndex.Row row = index.row(from);
            if (random.nextInt(3) == 0) {
                sourceGoesWhileTheCopyIsSlow(from);
            }
            if (seen.equals(row) && commit(to, row)) {
                answered(to, now -> now.isPresent() && now.get().equals(row));
            }
        } catch (SimulatedIndex.OutcomeUnknown _) {
            // The model holds both outcomes.
        } finally {
            busy.remove(to);
        }
    }

    private void sourceGoesWhileTheCopyIsSlow(String from) {
        delete(from);
        for (int i = 0; i < 3; i++) {
            collector.collect();
            timePasses();
        }
    }

    private void delete(String key) {
        if (index.isInDoubt(key) || !busy.add(key)) {
            return;
        }
        try {
            if (commit(key, null)) {
                answered(key, Optional::isEmpty);
            }
        } catch (SimulatedIndex.OutcomeUnknown _) {
            // The model holds both outcomes.
        } finally {
            busy.remove(key);
        }
    }

    /// The commit of a client: from now on its outcome is possible, and the one before still is.
    boolean commit(String key, SimulatedIndex.@Nullable Row row) {
        Set<Optional<SimulatedIndex.Row>> outcomes = outcomes(key);
        outcomes.add(Optional.ofNullable(row));
        boolean done = index.commit(key, row, nanos);
        if (!done) {
            outcomes.clear();
            outcomes.add(Optional.ofNullable(index.row(key)));
        }
        return done;
    }

    private Set<Optional<SimulatedIndex.Row>> outcomes(String key) {
        return possible.computeIfAbsent(key, _ -> new HashSet<>(Set.of(Optional.empty())));
    }

    /// From now on only what was answered is possible.
    private void answered(String key, java.util.function.Predicate<Optional<SimulatedIndex.Row>> is) {
        Set<Optional<SimulatedIndex.Row>> outcomes = outcomes(key);
        if (outcomes.stream().noneMatch(is)) {
            outcomes.clear(); // answered though nothing was committed: no state of the index can be right
        }
        outcomes.removeIf(row -> !is.test(row));
    }

    private void read(String key) {
        SimulatedIndex.Row row = index.row(key);
        if (row == null || readerPatienceNanos != null) {
            return;
        }
        readerPatienceNanos = GRACE.toNanos() / 4 - 1;
        List<BlobReader> readers = new ArrayList<>();
        try {
            disk.tick("row of " + key + " was read");
            for (KeptBlob blob : row.blobs()) {
                readers.add(volume.open(blob.id()));
            }
            readerPatienceNanos = null; // open files keep their bytes
            for (int i = 0; i < readers.size(); i++) {
                byte[] bytes = AbstractTestBlobStore.read(readers.get(i));
                assertSame(key, row, i, bytes);
            }
        } catch (BlobMissing | BlobDamaged e) {
            throw new AssertionError("a reader of " + key + " met: " + e.getMessage(), e);
        } finally {
            readerPatienceNanos = null;
            readers.forEach(BlobReader::close);
        }
    }

    private static void assertSame(String key, SimulatedIndex.Row row, int i, byte[] bytes) {
        if (!Arrays.equals(bytes, content(row.contentSeeds().get(i)))) {
            throw new AssertionError("blob " + i + " of " + key + " holds other bytes than were put");
        }
    }

    /// After every restart: what was answered is there, every row's bytes are whole, and so is every published pair.
    private void check() {
        index.settle(Long.MAX_VALUE);
        for (Map.Entry<String, Set<Optional<SimulatedIndex.Row>>> each : possible.entrySet()) {
            Optional<SimulatedIndex.Row> row = Optional.ofNullable(index.row(each.getKey()));
            assertThat(each.getValue()).as("what %s may be", each.getKey()).contains(row);
            each.getValue().retainAll(Set.of(row));
        }
        index.keys().forEach(this::read);
        Set<BlobId> named = index.all();
        list().stream()
                .flatMap(found -> found instanceof BlobListing.Sealed sealed ? Stream.of(sealed.id()) : Stream.empty())
                .filter(id -> !named.contains(id))
                .forEach(this::checkUnnamed);
    }

    /// An orphan may lack its checksums (its seal never returned); but when it can be opened, it is whole.
    private void checkUnnamed(BlobId id) {
        try {
            AbstractTestBlobStore.readAll(volume, id);
        } catch (BlobDamaged e) {
            if (!Objects.requireNonNull(e.getMessage()).contains("checksums are missing")) {
                throw new AssertionError("a blob was published before it was whole: " + e.getMessage(), e);
            }
        }
    }

    /// At the end: the collector has freed all that no row names, and the scrubber finds nothing wrong.
    private void checkTheEnd() {
        for (int i = 0; i < 10; i++) {
            collector.collect();
            nanos += GRACE.toNanos() / 8;
            wallNanos += GRACE.toNanos() / 8;
        }
        collector.collect();
        assertThat(list().stream().filter(found -> !(found instanceof BlobListing.Sealed)))
                .as("strays")
                .isEmpty();
        assertThat(list().stream().map(AbstractTestBlobStore::id)).containsExactlyInAnyOrderElementsOf(index.all());
        index.keys().forEach(this::read);
        ScrubReport report =
                new Scrubber(volume, index, inFlight, Scrubber.UNHURRIED).scrub(ScrubPosition.START, Long.MAX_VALUE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.blobs()).isEqualTo(index.all().size());
    }

    private List<BlobListing> list() {
        try (Stream<BlobListing> listing = volume.list()) {
            return listing.toList();
        }
    }

    /// Random bits, but the bounded numbers (the shelves) are few, so that shelves are met again.
    private record FewShelves(Random random) implements RandomGenerator {
        FewShelves(long seed) {
            this(new Random(seed));
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return (random.nextInt(2) << 8) | random.nextInt(2);
        }
    }
}
