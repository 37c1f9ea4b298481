package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.backup.Backup;
import skyhall.platform.backup.BackupOutcome;
import skyhall.platform.backup.BackupProgress;

/// A data directory that this build made is backed up, verified, restored elsewhere, and opened there
/// by a server:
/// objects in rows, in files and in parts, versions, and the access keys are all as they were.
@Tag("slow")
final class BackupRoundTripTest {
    @TempDir
    private Path folder;

    private final Backup backup = new Backup(InstantSource.system(), "0.1.0");

    @Test
    void whatWasStoredIsServedAfterBackupAndRestore() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = folder.resolve("data");
        Path archive = folder.resolve("backup.sky");
        try (ServerProcess first = ServerProcess.start(data, Map.of())) {
            fill(first);
            assertThat(backup.write(data, archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.InUse.class);
            assertThat(first.stop()).isZero();
        }
        assertThat(backup.write(data, archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Written.class);
        assertThat(backup.verify(archive, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Sound.class);
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(backup.restore(archive, elsewhere, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Restored.class);
        try (ServerProcess second = ServerProcess.start(elsewhere, Map.of("IDENTITY_BOOTSTRAP_FILE", ""))) {
            compare(second);
            assertThat(second.scrub()).contains("\"clean\":true");
            second.mustPut("/kept/more", new byte[100_000]);
        }
    }

    private static void fill(ServerProcess server) throws IOException {
        byte[] on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        server.mustPut("/kept", new byte[0]);
        server.mustPut("/kept?versioning=", on);
        for (int i = 0; i < 30; i++) {
            server.mustPut("/kept/row-" + i, Seeded.bytes(i, 100 * i));
            server.mustPut("/kept/file-" + i, Seeded.bytes(i, 20_000 + 5000 * i));
        }
        server.mustPut("/kept/row-0", Seeded.bytes(77, 10));
        String id = server.client()
                .send("POST", "/kept/parts?uploads=", new byte[0])
                .element("UploadId");
        SignedClient.Answer part =
                server.client().put("/kept/parts?partNumber=1&uploadId=" + id, Seeded.bytes(8, 300_000));
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("ETag")
                + "</ETag></Part></CompleteMultipartUpload>";
        byte[] body = list.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(server.client()
                        .send("POST", "/kept/parts?uploadId=" + id, body)
                        .text())
                .contains("<ETag>");
    }

    private static void compare(ServerProcess server) throws IOException {
        SignedClient client = server.client();
        assertThat(client.get("/kept/row-0").body()).isEqualTo(Seeded.bytes(77, 10));
        assertThat(client.get("/kept?versions=").text().split("<Version>", -1)).hasSize(63);
        for (int i = 1; i < 30; i++) {
            assertThat(client.get("/kept/row-" + i).body()).isEqualTo(Seeded.bytes(i, 100 * i));
            assertThat(client.get("/kept/file-" + i).body()).isEqualTo(Seeded.bytes(i, 20_000 + 5000 * i));
        }
        assertThat(client.get("/kept/parts").body()).isEqualTo(Seeded.bytes(8, 300_000));
    }
}
