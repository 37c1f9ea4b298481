package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows that name blobs, durable at their commit. A commit may be refused, may be cut off by a power loss before
/// or after it became durable, or may end with an unknown outcome: done, not done, or done a while later.
final class SimulatedIndex implements References {
    /// @param contentSeeds one per blob; the bytes follow from it
    record Row(List<KeptBlob> blobs, List<Long> contentSeeds) {}

    /// What the client may have been told after a commit; it cannot know which way it went.
    static final class OutcomeUnknown extends RuntimeException {
        OutcomeUnknown() {
            super("the connection is gone", null, false, false);
        }
    }

    private record Late(String key, @Nullable Row row, long dueNanos) {}

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Late> late = new ArrayList<>();
    private final Random random;
    private final SimulatedDisk disk;
    private final long doubtNanos;
    private double doubtRate;

    SimulatedIndex(long seed, SimulatedDisk disk, long doubtNanos) {
        this.random = new Random(seed);
        this.disk = disk;
        this.doubtNanos = doubtNanos;
    }

    void doubtRate(double rate) {
        doubtRate = rate;
    }

    @Nullable
    Row row(String key) {
        return rows.get(key);
    }

    Collection<String> keys() {
        return List.copyOf(rows.keySet());
    }

    /// A key whose commit is still under way in the database though its client has gone.
    boolean isInDoubt(String key) {
        return late.stream().anyMatch(each -> each.key().equals(key));
    }

    /// @param row the key's new row, null to delete it
    /// @return false when the commit was refused and changed nothing
    boolean commit(String key, @Nullable Row row, long nowNanos) {
        try {
            disk.tick("commit " + key);
        } catch (PowerLost e) {
            if (random.nextBoolean()) {
                apply(key, row);
            }
            throw e;
        }
        if (random.nextDouble() < doubtRate) {
            switch (random.nextInt(3)) {
                case 0 -> apply(key, row);
                case 1 -> late.add(new Late(key, row, nowNanos + (long) (random.nextDouble() * doubtNanos)));
                default -> {} // never done
            }
            throw new OutcomeUnknown();
        }
        if (random.nextInt(20) == 0) {
            return false;
        }
        apply(key, row);
        return true;
    }

    /// Ends the commits in doubt whose time has come.
    void settle(long nowNanos) {
        late.removeIf(each -> {
            boolean due = each.dueNanos() <= nowNanos;
            if (due) {
                apply(each.key(), each.row());
            }
            return due;
        });
    }

    private void apply(String key, @Nullable Row row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    @Override
    public Set<BlobId> referenced(Collection<BlobId> ids) {
        disk.tick("ask for " + ids.size());
        Set<BlobId> named = new HashSet<>(ids);
        named.retainAll(all());
        return named;
    }

    @Override
    public List<KeptBlob> referencedAfter(Optional<BlobId> after, int limit) {
        return rows.values().stream()
                .flatMap(row -> row.blobs().stream())
                .filter(blob -> after.isEmpty() || blob.id().compareTo(after.get()) > 0)
                .sorted((left, right) -> left.id().compareTo(right.id()))
                .limit(limit)
                .toList();
    }

    Set<BlobId> all() {
        return rows.values().stream()
                .flatMap(row -> row.blobs().stream())
                .map(KeptBlob::id)
                .collect(Collectors.toSet());
    }
}
