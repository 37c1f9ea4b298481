package skyhall.storage.volume;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skyhall.platform.settings.Settings;

/// Blobs as files on a local disk: a byte-identical file per blob, which other programs may read in place, and its
/// block checksums beside it ([BlockSums] has their form, [Layout] the places).
///
/// The way of a blob, which is the whole of the durability story ([DiskDraft]):
/// 1. bytes are appended to `incoming/<id>`, one checksum per block;
/// 2. the file and its checksums are synced, in parallel with those of other drafts;
/// 3. its directory is made, and every new directory's entry synced ([Shelves]);
/// 4. both files are renamed into that directory;
/// 5. the directory is synced, together with other sealers ([GroupSync]).
///
/// A sync that failed is never tried again on the same file: the kernel may have dropped the bytes and would then call
/// the second try a success (Rebello et al., *Can Applications Recover from fsync Failures?*, USENIX ATC 2020).
///
/// At the start only the drafts that a dead process left are removed; nothing needs to be replayed.
public final class DiskVolume implements BlobStore, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DiskVolume.class.getName());

    private final Disk disk;
    private final VolumeShape shape;
    private final Buffers buffers;
    private final Shelves shelves;
    private final GroupSync directorySync;
    private final WriteGate gate;
    private final Set<BlobId> live = ConcurrentHashMap.newKeySet();

    private DiskVolume(Disk disk, VolumeShape shape, RandomGenerator random, LongSupplier nanos) {
        this.disk = disk;
        this.shape = shape;
        this.buffers = new Buffers(shape.blockBytes());
        this.shelves = new Shelves(disk, random);
        this.directorySync = new GroupSync(disk);
        this.gate = new WriteGate(disk, shape, random, nanos);
    }

    /// Opens the volume in the directory of the settings, which is made when it is absent. Close it to let another
    /// process have it.
    ///
    /// @throws VolumeRefusal when the directory cannot be made or read, or belongs to a process that runs
    public static DiskVolume open(Settings settings, Path dataDirectory) {
        Path directory = dataDirectory.resolve(settings.get(StorageVolumeSettings.DIRECTORY));
        try {
            return open(RealDisk.own(directory), VolumeShape.from(settings), new SecureRandom(), System::nanoTime);
        } catch (DiskTrouble e) {
            throw e.refusal();
        }
    }

    static DiskVolume open(Disk disk, VolumeShape shape, RandomGenerator random, LongSupplier nanos)
            throws DiskTrouble {
        DiskVolume volume = new DiskVolume(disk, shape, random, nanos);
        volume.begin();
        return volume;
    }

    private void begin() throws DiskTrouble {
        try {
            disk.createDirectory(Layout.INCOMING);
            disk.createDirectory(Layout.BLOBS);
            disk.forceDirectory("");
            for (Disk.Entry entry : disk.list(Layout.INCOMING)) {
                disk.delete(Layout.INCOMING + "/" + entry.name());
            }
        } catch (DiskTrouble e) {
            if (e.kind() != DiskTrouble.Kind.READ_ONLY) {
                throw e;
            }
            gate.refused(e); // a volume that can only be read is opened for reading
        }
    }

    @Override
    public BlobDraft draft() {
        gate.enter();
        BlobId id = shelves.freshId();
        live.add(id);
        try {
            return new DiskDraft(this, id);
        } catch (DiskTrouble e) {
            live.remove(id);
            throw gate.refused(e);
        }
    }

    @Override
    public BlobReader open(BlobId id) {
        String path = Layout.blob(id);
        try {
            return open(id, openData(id, path), path);
        } catch (DiskTrouble e) {
            throw e.refusal();
        }
    }

    private Disk.DiskFile openData(BlobId id, String path) throws DiskTrouble {
        try {
            return disk.open(path);
        } catch (DiskTrouble e) {
            if (e.kind() == DiskTrouble.Kind.MISSING) {
                throw new BlobMissing(id);
            }
            throw e;
        }
    }

    /// Takes over `data`: closes it when the blob cannot be opened.
    private BlobReader open(BlobId id, Disk.DiskFile data, String path) throws DiskTrouble {
        Disk.@Nullable DiskFile sums = null;
        try {
            sums = disk.open(Layout.sums(path));
            return new DiskReader(id, data, new SumsReader(id, sums));
        } catch (DiskTrouble | RuntimeException e) {
            data.close();
            if (sums != null) {
                sums.close();
            }
            if (e instanceof DiskTrouble trouble && trouble.kind() == DiskTrouble.Kind.MISSING) {
                throw withoutSums(id, path);
            }
            throw e;
        }
    }

    /// A delete removes the bytes first; so when the checksums are gone and the bytes are still there, it is damage.
    private RuntimeException withoutSums(BlobId id, String path) throws DiskTrouble {
        openData(id, path).close();
        return new BlobDamaged(id, BlobDamaged.WHOLE, 0, "its checksums are missing");
    }

    @Override
    public void delete(BlobId id) {
        if (live.contains(id)) {
            return;
        }
        try {
            removeFiles(id);
        } catch (DiskTrouble e) {
            throw gate.refused(e);
        }
    }

    private void removeFiles(BlobId id) throws DiskTrouble {
        for (String path : List.of(Layout.blob(id), Layout.draft(id))) {
            disk.delete(path);
            disk.delete(Layout.sums(path));
        }
    }

    /// Removes what a draft left. What cannot be removed now is listed as a stray from then on.
    void discard(BlobId id) {
        try {
            removeFiles(id);
        } catch (DiskTrouble e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the files of unfinished blob {0} stay for now: {1}",
                    id,
                    e.getMessage());
        } finally {
            live.remove(id);
        }
    }

    void finished(BlobId id) {
        live.remove(id);
    }

    Disk disk() {
        return disk;
    }

    VolumeShape shape() {
        return shape;
    }

    Buffers buffers() {
        return buffers;
    }

    Shelves shelves() {
        return shelves;
    }

    GroupSync directorySync() {
        return directorySync;
    }

    WriteGate gate() {
        return gate;
    }

    @Override
    public Stream<BlobListing> list(Optional<BlobId> after) {
        return new VolumeListing(disk, live::contains).stream(after);
    }

    @Override
    public Room room() {
        return gate.room();
    }

    @Override
    public void close() {
        disk.close();
    }
}
