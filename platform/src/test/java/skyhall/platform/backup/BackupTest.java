package skyhall.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.database.DataDirectoryLock;

/// Directories of plain files go in and come out; what must not go in or come out does not.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class BackupTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path temporary;

    private Path data;
    private Path archive;
    private final Backup backup = new Backup(InstantSource.fixed(NOON), "0.1.0");

    @BeforeEach
    void makeData() throws IOException {
        data = Files.createDirectories(temporary.resolve("data"));
        archive = temporary.resolve("city.tar");
        write("objects/a/first", "one");
        write("objects/a/second", "two");
        write("objects/empty", "");
        write("keys/master.key", "secret");
        Files.setPosixFilePermissions(data.resolve("keys/master.key"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(data.resolve("keys"), PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(data.resolve("objects/no files"));
    }

    private void write(String name, String text) throws IOException {
        Path path = data.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private BackupOutcome.Written written() {
        return (BackupOutcome.Written) backup.write(data, archive, BackupProgress.NONE);
    }

    @Test
    void comesBackAsItWas() throws IOException {
        write("objects/名称 with\nnewline", "odd name");
        BackupOutcome.Written written = written();
        assertThat(written.content().files()).isEqualTo(5);
        assertThat(written.content().sizeBytes()).isEqualTo(20);
        assertThat(written.content().productVersion()).isEqualTo("0.1.0");
        assertThat(written.content().writtenAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(written.remark()).contains("pg_dump");
        assertThat(backup.verify(archive, BackupProgress.NONE)).isEqualTo(new BackupOutcome.Sound(written.content()));

        Path restored = temporary.resolve("elsewhere/restored");
        assertThat(backup.restore(archive, restored, BackupProgress.NONE))
                .isEqualTo(new BackupOutcome.Restored(restored, written.content(), Backup.EXTERNAL_DATABASE));
        assertThat(tree(restored)).isEqualTo(tree(data));
    }

    @Test
    void anEmptyDirectoryMayBeTheTarget() throws IOException {
        written();
        Path mount = Files.createDirectory(temporary.resolve("mount"));
        assertThat(backup.restore(archive, mount, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Restored.class);
        assertThat(tree(mount)).isEqualTo(tree(data));
    }

    @Test
    void theArchiveIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
        written();
        assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).containsExactlyInAnyOrder(data, archive);
        }
    }

    @Test
    void theLockAndTheProgramsAreLeftOut() throws IOException {
        write("database/binaries/postgres-1/bin/postgres", "program");
        written();
        Path restored = temporary.resolve("restored");
        backup.restore(archive, restored, BackupProgress.NONE);
        assertThat(restored.resolve("database")).isEmptyDirectory();
        assertThat(restored.resolve(DataDirectoryLock.FILE_NAME)).doesNotExist();
    }

    @Test
    void aServerThatHoldsTheDirectoryRefusesIt() {
        try (DataDirectoryLock lock = DataDirectoryLock.acquire(data)) {
            assertThat(backup.write(data, archive, BackupProgress.NONE))
                    .isInstanceOfSatisfying(BackupOutcome.InUse.class, refused -> assertThat(refused.detail())
                            .contains(Long.toString(ProcessHandle.current().pid())));
            assertThat(lock.isHeld()).isTrue();
        }
        assertThat(archive).doesNotExist();
    }

    @Test
    void whatIsThereAlreadyIsNeverOverwritten() throws IOException {
        written();
        assertThat(backup.write(data, archive, BackupProgress.NONE)).isEqualTo(new BackupOutcome.TargetInUse(archive));
        assertThat(backup.restore(archive, data, BackupProgress.NONE)).isEqualTo(new BackupOutcome.TargetInUse(data));
        assertThat(backup.restore(archive, archive, BackupProgress.NONE))
                .isEqualTo(new BackupOutcome.TargetInUse(archive));
    }

    @Test
    void aSymbolicLinkIsRefusedByName() throws IOException {
        Files.createSymbolicLink(data.resolve("objects/link"), Path.of("/etc/passwd"));
        assertThat(backup.write(data, archive, BackupProgress.NONE))
                .isInstanceOfSatisfying(BackupOutcome.NotPossible.class, refused -> assertThat(refused.reason())
                        .contains("objects/link"));
        assertThat(archive).doesNotExist();
    }

    @Test
    void aBackupInsideOfWhatItKeepsIsRefused() {
        assertThat(backup.write(data, data.resolve("city.tar"), BackupProgress.NONE))
                .isInstanceOf(BackupOutcome.NotPossible.class);
        assertThat(backup.write(temporary.resolve("absent"), archive, BackupProgress.NONE))
                .isInstanceOf(BackupOutcome.NotPossible.class);
        assertThat(temporary.resolve("absent")).doesNotExist();
    }

    @Test
    void progressCountsFilesAndBytes() {
        List<Long> bytes = new ArrayList<>();
        backup.write(data, archive, (_, done) -> bytes.add(done));
        assertThat(bytes).hasSize(4).isSorted().endsWith(12L);
    }

    /// A flip of any one bit is found, wherever it falls: content, header, manifest. Padding and time stamps carry
    /// nothing, so a flip there may pass, and then what is restored must still be the same.
    @Test
    void aFlippedBitIsFoundOrHarmless() throws IOException {
        written();
        Map<String, String> wanted = tree(data);
        byte[] whole = Files.readAllBytes(archive);
        Random random = new Random(20261123);
        int found = 0;
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.write(temporary.resolve("flipped.tar"), flipped);
            Path target = temporary.resolve("flipped-" + i);
            switch (backup.restore(copy, target, BackupProgress.NONE)) {
                case BackupOutcome.Damaged _ -> {
                    found++;
                    assertThat(target).doesNotExist();
                }
                case BackupOutcome.Restored _ -> assertThat(tree(target)).isEqualTo(wanted);
                case BackupOutcome other -> throw new AssertionError(other);
            }
        }
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void aTruncatedArchiveIsDamaged() throws IOException {
        written();
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length - 10_240; length += 512) {
            Path cut = Files.write(temporary.resolve("cut.tar"), java.util.Arrays.copyOf(whole, length));
            assertThat(backup.verify(cut, BackupProgress.NONE))
                    .as("cut to " + length)
                    .isInstanceOf(BackupOutcome.Damaged.class);
        }
    }

    @Test
    void thousandsOfSmallFilesPass() throws IOException {
        for (int i = 0; i < 3000; i++) {
            write("many/" + i % 10 + "/" + i, "content " + i);
        }
        BackupOutcome.Written written = written();
        assertThat(written.content().files()).isEqualTo(3004);
        Path restored = temporary.resolve("restored");
        backup.restore(archive, restored, BackupProgress.NONE);
        assertThat(tree(restored)).isEqualTo(tree(data));
    }

    /// Past the 8 GiB that the old tar header can say. The file is sparse, the archive is not.
    @Test
    @Tag("slow")
    void aFileOfMoreThanEightGibibytesPasses() throws IOException {
        long sizeBytes = (8L << 30) + 4097;
        try (RandomAccessFile large =
                new RandomAccessFile(data.resolve("objects/large").toFile(), "rw")) {
            large.setLength(sizeBytes);
            large.seek(sizeBytes - 3);
            large.writeBytes("end");
        }
        assertThat(written().content().sizeBytes()).isEqualTo(sizeBytes + 12);
        assertThat(backup.verify(archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Sound.class);
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
            assertThat(channel.size()).isGreaterThan(sizeBytes);
        }
    }

    /// Every path with its mode and owner, and a file's content.
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                if (!path.endsWith(DataDirectoryLock.FILE_NAME)) {
                    Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,gid");
                    String content = Files.isDirectory(path) ? "" : Files.readString(path);
                    all.put(root.relativize(path).toString(), new TreeMap<>(found) + content);
                }
            }
        }
        return all;
    }
}
