package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A disk in memory that is as forgetful as a real one may be, and chooses what to forget by a seed.
///
/// - Bytes that were not forced are after a power loss kept, lost from some point on, or torn: some sectors of the
///   tail hold zeros. Names that were made or removed since their directory was forced are kept or forgotten, each
///   for itself, so that a renamed file may afterwards be found in both places or in neither.
/// - A force that fails drops what it was to save, and a later one on the same file succeeds without saving it
///   (Rebello et al., USENIX ATC 2020). A file whose name was removed keeps its bytes for whoever has it open.
/// - [#dieAfter] ends the power at any operation, the middle of a write included; [#restart] begins anew, after
///   a power loss or, with the page cache whole, after a killed process.
final class SimulatedDisk implements Disk {
    private static final int SECTOR_BYTES = 32;

    private final Random random;
    private final long capacityBytes;
    private Folder root = new Folder();
    private long usedBytes;
    private long operations;
    private long dieAt = Long.MAX_VALUE;
    private boolean dead;
    private int generation;
    private double troubleRate;
    private boolean readOnly;
    private Runnable between = () -> {};
    private final List<String> trace = new ArrayList<>();

    SimulatedDisk(long seed, long capacityBytes) {
        this.random = new Random(seed);
        this.capacityBytes = capacityBytes;
    }

    /// The power goes in the `count`-th operation from now.
    void dieAfter(long count) {
        dieAt = operations + count;
    }

    /// From now on each operation that writes fails with this probability.
    void troubleRate(double rate) {
        troubleRate = rate;
    }

    void readOnly(boolean now) {
        readOnly = now;
    }

    /// What other threads do between two operations of this one.
    void between(Runnable others) {
        between = others;
    }

    long operations() {
        return operations;
    }

    List<String> trace() {
        return trace;
    }

    /// A machine that starts again: all open files are gone; after a power loss also what was not forced.
    void restart(boolean powerWasLost) {
        if (powerWasLost) {
            root = root.afterPowerLoss(random);
            usedBytes = root.files(new HashSet<>()).stream()
                    .mapToLong(file -> file.size)
                    .sum();
        }
        generation++;
        dead = false;
        dieAt = Long.MAX_VALUE;
    }

    /// Flips one bit of a file, behind everybody's back.
    void flipBit(String path, long bit) {
        bytes(path).live[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
    }

    /// Cuts a file off, behind everybody's back.
    void truncate(String path, int sizeBytes) {
        bytes(path).size = sizeBytes;
    }

    /// A file as it is now; for the tests' own eyes.
    byte[] content(String path) {
        Bytes file = bytes(path);
        return Arrays.copyOf(file.live, file.size);
    }

    @Override
    public DiskFile create(String path) throws DiskTrouble {
        writing("create", path);
        Folder parent = parent(path);
        if (parent.live.containsKey(name(path))) {
            throw new DiskTrouble(DiskTrouble.Kind.FAILED, path + " exists", null);
        }
        Bytes file = new Bytes();
        parent.live.put(name(path), file);
        return new Open(file, path);
    }

    @Override
    public DiskFile open(String path) throws DiskTrouble {
        step("open", path);
        if (!(parent(path).live.get(name(path)) instanceof Bytes file)) {
            throw new DiskTrouble(DiskTrouble.Kind.MISSING, path, null);
        }
        return new Open(file, path);
    }

    @Override
    public void rename(String from, String to) throws DiskTrouble {
        writing("rename", from + " to " + to);
        Folder target = parent(to);
        Node node = parent(from).live.remove(name(from));
        if (node == null) {
            throw new DiskTrouble(DiskTrouble.Kind.MISSING, from, null);
        }
        target.live.put(name(to), node);
    }

    @Override
    public boolean createDirectory(String path) throws DiskTrouble {
        if (parent(path).live.containsKey(name(path))) {
            return false;
        }
        writing("mkdir", path);
        parent(path).live.put(name(path), new Folder());
        return true;
    }

    @Override
    public void forceDirectory(String path) throws DiskTrouble {
        writing("syncdir", path);
        Folder folder = folder(path);
        folder.durable.clear();
        folder.durable.putAll(folder.live);
    }

    @Override
    public boolean delete(String path) throws DiskTrouble {
        writing("delete", path);
        Folder folder = root.findFolder(directory(path));
        if (folder == null || !(folder.live.remove(name(path)) instanceof Bytes file)) {
            return false;
        }
        usedBytes -= file.size;
        return true;
    }

    @Override
    public List<Entry> list(String path) throws DiskTrouble {
        step("list", path);
        Folder folder = folder(path);
        return folder.live.entrySet().stream()
                .map(entry -> entry.getValue() instanceof Bytes file
                        ? new Entry(entry.getKey(), false, file.size, Instant.EPOCH)
                        : new Entry(entry.getKey(), true, 0, Instant.EPOCH))
                .toList();
    }

    @Override
    public Space space() {
        // Names that came back with a power loss may hold more than there is room for.
        return new Space(Math.max(0, capacityBytes - usedBytes), capacityBytes);
    }

    /// An operation of the machine that is none of this disk's, such as a commit of the database beside it.
    void tick(String what) {
        step(what, "");
    }

    /// Every operation passes here: it may be the last.
    private void step(String what, String path) {
        if (dead) {
            throw new PowerLost();
        }
        if (!what.equals("syncdir") && !what.equals("mkdir")) {
            Runnable others = between;
            between = () -> {}; // the others are not disturbed by others
            try {
                others.run();
            } finally {
                between = others;
            }
        }
        operations++;
        trace.add(what + " " + path);
        if (operations >= dieAt) {
            dead = true;
            throw new PowerLost();
        }
    }

    private void writing(String what, String path) throws DiskTrouble {
        step(what, path);
        if (readOnly) {
            throw new DiskTrouble(DiskTrouble.Kind.READ_ONLY, what + " " + path, null);
        }
        if (troubleRate > 0 && random.nextDouble() < troubleRate) {
            DiskTrouble.Kind[] kinds = {
                DiskTrouble.Kind.FAILED,
                DiskTrouble.Kind.NO_ROOM,
                DiskTrouble.Kind.READ_ONLY,
                DiskTrouble.Kind.INTERRUPTED
            };
            throw new DiskTrouble(kinds[random.nextInt(kinds.length)], "injected into " + what + " " + path, null);
        }
    }

    private Bytes bytes(String path) {
        return (Bytes) java.util.Objects.requireNonNull(root.find(path), path);
    }

    private Folder folder(String path) {
        return java.util.Objects.requireNonNull(root.findFolder(path), path);
    }

    private Folder parent(String path) throws DiskTrouble {
        Folder folder = root.findFolder(directory(path));
        if (folder == null) {
            throw new DiskTrouble(DiskTrouble.Kind.MISSING, path, null);
        }
        return folder;
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private sealed interface Node {}

    private static final class Bytes implements Node {
        private byte[] live = new byte[64];
        private int size;
        private int durable;
        /// Bytes up to here were dropped by a force that failed: no later force saves them.
        private int dropped;

        Bytes afterPowerLoss(Random random) {
            Bytes after = new Bytes();
            int kept = size == durable ? size : durable + random.nextInt(size - durable + 1);
            if (random.nextInt(3) == 0) {
                kept = size; // the length was written, the bytes perhaps not
            }
            after.live = Arrays.copyOf(live, Math.max(64, kept));
            boolean torn = random.nextBoolean();
            for (int at = durable; at < kept; at++) {
                int sector = at / SECTOR_BYTES;
                if (at < dropped || (torn && new Random(sector * 31L + kept).nextBoolean())) {
                    after.live[at] = 0;
                }
            }
            after.size = kept;
            after.durable = kept;
            return after;
        }
    }

    private static final class Folder implements Node {
        private final Map<String, Node> live = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();

        @Nullable
        Folder findFolder(String path) {
            return path.isEmpty() ? this : find(path) instanceof Folder folder ? folder : null;
        }

        @Nullable
        Node find(String path) {
            Node node = this;
            for (String name : path.split("/")) {
                if (!(node instanceof Folder folder)) {
                    return null;
                }
                node = folder.live.get(name);
            }
            return node;
        }

        Folder afterPowerLoss(Random random) {
            return after(random, new java.util.IdentityHashMap<>());
        }

        /// `made` keeps a file that is found under two names one file.
        private Folder after(Random random, Map<Node, Node> made) {
            Folder after = new Folder();
            Set<String> names = new HashSet<>(live.keySet());
            names.addAll(durable.keySet());
            for (String name : new java.util.TreeSet<>(names)) {
                Node before = durable.get(name);
                Node now = live.get(name);
                Node kept = before == now || random.nextBoolean() ? now : before;
                if (kept != null) {
                    Node known = made.get(kept);
                    if (known == null) {
                        known = kept instanceof Folder folder
                                ? folder.after(random, made)
                                : ((Bytes) kept).afterPowerLoss(random);
                        made.put(kept, known);
                    }
                    after.live.put(name, known);
                    after.durable.put(name, known);
                }
            }
            return after;
        }

        Set<Bytes> files(Set<Bytes> into) {
            for (Node node : live.values()) {
                switch (node) {
                    case Bytes file -> into.add(file);
                    case Folder folder -> folder.files(into);
                }
            }
            return into;
        }
    }

    private final class Open implements DiskFile {
        private final Bytes file;
        private final String path;
        private final int born = generation;

        Open(Bytes file, String path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public void append(ByteBuffer bytes) throws DiskTrouble {
            alive();
            try {
                writing("write", path);
            } catch (DiskTrouble | PowerLost e) {
                put(bytes, random.nextInt(bytes.remaining() + 1)); // part of it was written
                throw e;
            }
            if (bytes.remaining() > capacityBytes - usedBytes) {
                put(bytes, (int) Math.max(0, capacityBytes - usedBytes));
                throw new DiskTrouble(DiskTrouble.Kind.NO_ROOM, "write " + path, null);
            }
            put(bytes, bytes.remaining());
        }

        private void put(ByteBuffer bytes, int count) {
            int end = file.size + count;
            if (end > file.live.length) {
                file.live = Arrays.copyOf(file.live, Math.max(end, file.live.length * 2));
            }
            bytes.get(file.live, file.size, count);
            file.size = end;
            usedBytes += count;
        }

        @Override
        public int read(long position, ByteBuffer into) {
            alive();
            step("read", path);
            int count = (int) Math.max(0, Math.min(into.remaining(), file.size - position));
            into.put(file.live, (int) position, count);
            return count;
        }

        @Override
        public long sizeBytes() {
            alive();
            return file.size;
        }

        @Override
        public void force() throws DiskTrouble {
            alive();
            try {
                writing("sync", path);
            } catch (DiskTrouble e) {
                file.dropped = file.size;
                throw e;
            }
            if (file.dropped <= file.durable) {
                file.durable = file.size;
            }
        }

        private void alive() {
            if (dead || born != generation) {
                throw new PowerLost();
            }
        }

        @Override
        public void close() {}
    }
}
