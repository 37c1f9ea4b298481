package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full or read-only, and a database that is gone: writes are refused with 503, the reason
/// stands in the log and in the health report, reads go on where they can, nothing acknowledged is lost, and
/// service resumes by itself.
@Tag("slow")
final class DiskFullTest {
    private static final int LARGE = 3 << 20;
    private static final int SMALL = 1000;
    private static final int MIDDLE = 16_000;

    @TempDir
    private Path folder;

    private final Mounts mounts = new Mounts();
    private @org.jspecify.annotations.Nullable ServerProcess running;

    @BeforeEach
    void requireMounts() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        assumeThat(Mounts.areAllowed(folder))
                .as("only root can mount small disks: skipped")
                .isTrue();
    }

    @AfterEach
    void end() {
        if (running != null) {
            running.close();
        }
        mounts.close();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ServerProcess server() {
        return java.util.Objects.requireNonNull(running);
    }

    private Ledger start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DATABASE_EMBEDDED_BINARIES", folder.resolve("binaries").toString());
        running = ServerProcess.start(data(), all);
        return new Ledger(server().client());
    }

    private void says(String what) throws IOException {
        Await.until(
                "the health report says: " + what, Duration.ofSeconds(30), () -> server().ask("GET", "/health/ready")
                        .contains(what));
    }

    private void endsWhole(Ledger ledger) throws IOException {
        ledger.allThere();
        assertThat(server().scrub()).contains("\"clean\":true");
    }

    @Test
    void aVolumeWithoutAnyRoomRefusesFilesAndResumes() throws Exception {
        Path disk = folder.resolve("disk");
        mounts.disk(disk, 48);
        Ledger ledger = start(Map.of(
                "STORAGE_VOLUME_DIRECTORY", disk.resolve("volume").toString(),
                "STORAGE_VOLUME_FREE_BYTES", "0",
                "STORAGE_VOLUME_FREE_PERCENT", "0"));
        ledger.puts(3, LARGE);
        ledger.untilRefused(LARGE, 40);
        says("Writes are refused");
        assertThat(server().log()).contains("No space left on device");
        ledger.puts(5, SMALL); // these need no room on the volume
        ledger.allThere();
        assertThat(server().client()
                        .send("DELETE", Ledger.BUCKET + "/nothing", new byte[0])
                        .status())
                .isEqualTo(204);
        // Room comes back from outside: a larger disk.
        new ProcessBuilder("mount", "-o", "remount,size=128m", disk.toString())
                .start()
                .waitFor();
        ledger.resumes(LARGE);
        endsWhole(ledger);
    }

    @Test
    void aVolumeAtItsWatermarkRefusesFilesBeforeTheDiskIsFull() throws Exception {
        Path disk = folder.resolve("disk");
        mounts.disk(disk, 64);
        Ledger ledger = start(Map.of(
                "STORAGE_VOLUME_DIRECTORY", disk.resolve("volume").toString(),
                "STORAGE_VOLUME_FREE_BYTES", "16MiB",
                "STORAGE_VOLUME_FREE_PERCENT", "0"));
        ledger.puts(2, LARGE);
        Path filler = Mounts.fill(disk, 10 << 20);
        SignedClient.Answer refusal = ledger.untilRefused(LARGE, 1);
        assertThat(refusal.text()).contains("bytes are free");
        says("Writes are refused");
        ledger.allThere();
        Files.delete(filler);
        ledger.resumes(LARGE);
        endsWhole(ledger);
    }

    @Test
    void aVolumeThatTurnsReadOnlyIsReadAndResumes() throws Exception {
        Path disk = folder.resolve("disk");
        mounts.disk(disk, 64);
        Path volume = disk.resolve("volume");
        Ledger ledger = start(Map.of(
                "STORAGE_VOLUME_DIRECTORY", volume.toString(),
                "STORAGE_VOLUME_FREE_BYTES", "0",
                "STORAGE_VOLUME_FREE_PERCENT", "0"));
        ledger.puts(3, LARGE);
        mounts.freeze(volume);
        ledger.untilRefused(LARGE, 1);
        says("read-only");
        assertThat(server().log()).contains("Read-only file system");
        ledger.puts(3, SMALL);
        ledger.allThere();
        mounts.release();
        ledger.resumes(LARGE);
        endsWhole(ledger);
    }

    @Test
    void aFullDatabaseDiskRefusesWritesAndLosesNothing() throws Exception {
        Path disk = data().resolve("database");
        mounts.disk(disk, 160);
        Ledger ledger = start(Map.of());
        ledger.puts(20, MIDDLE);
        Path filler = Mounts.fill(disk, 2 << 20);
        ledger.untilRefused(MIDDLE, 5000);
        Files.delete(filler);
        ledger.resumes(SMALL);
        assertThat(server().log()).containsAnyOf("No space left on device", "The database has no room left");
        endsWhole(ledger);
    }

    @Test
    void aFullLogDiskStopsNothing() throws Exception {
        Path disk = data().resolve("logs");
        mounts.disk(disk, 1);
        Ledger ledger = start(Map.of("LOG_LEVEL", "debug"));
        Path filler = Mounts.fill(disk, 0);
        ledger.puts(20, MIDDLE);
        ledger.puts(2, LARGE);
        ledger.allThere();
        Files.delete(filler);
        endsWhole(ledger);
    }

    @Test
    void aDatabaseThatStaysAwayIsSaidAndComesBack() throws Exception {
        Ledger ledger = start(Map.of());
        ledger.puts(5, MIDDLE);
        ledger.puts(2, LARGE);
        Path program = server().database().program();
        Path hidden = program.resolveSibling("hidden");
        Files.move(program, hidden);
        try {
            server().database().postmaster().destroyForcibly();
            ledger.untilRefused(SMALL, 1000);
            ledger.untilRefused(LARGE, 1);
            assertThat(server().client().get(Ledger.BUCKET + "/object-0").status())
                    .isEqualTo(503);
            says("The database");
            assertThat(server().ask("GET", "/health/ready")).startsWith("503");
        } finally {
            Files.move(hidden, program);
        }
        ledger.resumes(SMALL);
        endsWhole(ledger);
    }
}
