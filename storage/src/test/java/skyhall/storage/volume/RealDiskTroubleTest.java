package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full, read-only and damaged, on file systems of the machine. The first two mount a small one, which only root may.
class RealDiskTroubleTest {
    private final Path directory;
    private boolean mounted;
    private long nanos;

    RealDiskTroubleTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            command("umount", directory.toString());
        }
    }

    @Test
    void aFullDiskRefusesCleanlyAndResumesByItself() throws Exception {
        mount();
        try (DiskVolume volume = open()) {
            byte[] kept = AbstractTestBlobStore.bytes(1, 1 << 20);
            BlobId id = AbstractTestBlobStore.seal(volume, kept);
            byte[] tooLarge = new byte[5 << 20];
            assertThatThrownBy(() -> AbstractTestBlobStore.seal(volume, tooLarge))
                    .isInstanceOfSatisfying(VolumeRefusal.class, e -> assertThat(e.reason())
                            .isInstanceOf(VolumeRefusal.Reason.NoRoom.class));
            assertThat(AbstractTestBlobStore.readAll(volume, id)).isEqualTo(kept);
            assertThat(count(volume)).isEqualTo(1);
            assertThat(volume.room().refusal()).containsInstanceOf(VolumeRefusal.Reason.NoRoom.class);
            nanos += TimeUnit.SECONDS.toNanos(2);
            assertThat(volume.room().writesRefused()).isFalse();
            assertThat(AbstractTestBlobStore.readAll(volume, AbstractTestBlobStore.seal(volume, kept)))
                    .isEqualTo(kept);
        }
    }

    @Test
    void aDiskThatBecomesReadOnlyRefusesWritesAndIsRead() throws Exception {
        mount();
        byte[] kept = AbstractTestBlobStore.bytes(1, 100_000);
        BlobId id;
        try (DiskVolume volume = open()) {
            id = AbstractTestBlobStore.seal(volume, kept);
        }
        command("mount", "-o", "remount,ro", directory.toString());
        try (DiskVolume volume = open()) {
            assertThatThrownBy(volume::draft).isInstanceOfSatisfying(VolumeRefusal.class, e -> assertThat(e.reason())
                    .isInstanceOf(VolumeRefusal.Reason.ReadOnly.class));
            assertThat(AbstractTestBlobStore.readAll(volume, id)).isEqualTo(kept);
            command("mount", "-o", "remount,rw", directory.toString());
            nanos += TimeUnit.SECONDS.toNanos(2);
            AbstractTestBlobStore.seal(volume, kept);
        }
    }

    @Test
    void aBitFlippedInTheFileIsFoundByTheReader() throws Exception {
        try (DiskVolume volume = open()) {
            byte[] bytes = AbstractTestBlobStore.bytes(1, 50_000);
            BlobId id = AbstractTestBlobStore.seal(volume, bytes);
            Path file = directory.resolve(Layout.blob(id));
            assertThat(file).hasBinaryContent(bytes);
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.seek(20_000);
                open.write(bytes[20_000] ^ 4);
            }
            assertThatThrownBy(() -> AbstractTestBlobStore.readAll(volume, id))
                    .isInstanceOfSatisfying(BlobDamaged.class, e -> assertThat(e.blockIndex())
                            .isEqualTo(20_000 / DiskVolumeTest.SHAPE.blockBytes()));
        }
    }

    @Test
    void aVolumeBelongsToOneOwner() throws Exception {
        try (DiskVolume _ = open()) {
            assertThatThrownBy(this::open).isInstanceOf(DiskTrouble.class).hasMessageContaining("in use");
        }
        open().close();
    }

    @Test
    void draftsThatADeadProcessLeftAreRemovedAtTheStart() throws Exception {
        open().close();
        Path left = directory.resolve(Layout.draft(BlobId.fresh(1, new Random(1))));
        Files.write(left, new byte[10]);
        open().close();
        assertThat(left).doesNotExist();
    }

    @Test
    @Tag("slow")
    void aBlobOfAGibibyteNeedsLittleMemory() throws Exception {
        try (DiskVolume volume =
                DiskVolume.open(RealDisk.own(directory), new VolumeShape(1 << 16, 0, 0), new Random(1), () -> nanos)) {
            byte[] piece = AbstractTestBlobStore.bytes(1, 1 << 20);
            BlobId id;
            long before = usedBytes();
            try (BlobDraft draft = volume.draft()) {
                for (int i = 0; i < 1024; i++) {
                    draft.write(piece, 0, piece.length);
                }
                assertThat(usedBytes() - before).isLessThan(8L << 20);
                draft.seal();
                id = draft.id();
            }
            try (BlobReader reader = volume.open(id)) {
                byte[] into = new byte[1 << 16];
                for (long at = 0; at < reader.sizeBytes(); at += into.length) {
                    assertThat(reader.read(at, into, 0, into.length)).isEqualTo(into.length);
                    assertThat(into[0]).isEqualTo(piece[(int) (at % piece.length)]);
                }
                assertThat(usedBytes() - before).isLessThan(8L << 20);
            }
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long count(DiskVolume volume) {
        try (Stream<BlobListing> listing = volume.list()) {
            return listing.count();
        }
    }

    private DiskVolume open() throws DiskTrouble {
        return DiskVolume.open(RealDisk.own(directory), DiskVolumeTest.SHAPE, new Random(nanos), () -> nanos);
    }

    private void mount() throws Exception {
        mounted = command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", directory.toString()) == 0;
        assumeThat(mounted).as("only root may mount a small file system here").isTrue();
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
