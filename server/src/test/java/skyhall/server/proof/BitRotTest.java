package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bits flip in a stored file and in a row while the server runs: no wrong byte leaves it, and the
/// scrubber names both.
@Tag("slow")
final class BitRotTest {
    private static final int LENGTH = 1 << 20;
    private static final int FLIPPED_AT = 700_000;
    private static final int BLOCK = 64 << 10;

    @TempDir
    private Path folder;

    @Test
    void noWrongByteLeavesAndTheScrubberNamesIt() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), Map.of())) {
            server.mustPut("/rot", new byte[0]);
            server.mustPut("/rot/file", Seeded.bytes(1, LENGTH));
            server.mustPut("/rot/row", Seeded.bytes(2, 5000));
            server.mustPut("/rot/whole-file", Seeded.bytes(3, LENGTH));
            server.mustPut("/rot/whole-row", Seeded.bytes(4, 5000));
            String blob = flipInFile(server);
            flipInRow(server);
            fileIsCutBeforeTheFlip(server);
            rowIsRefused(server);
            String report = server.scrub();
            assertThat(report).contains("\"clean\":false", "DamagedBlock", blob, "DamagedRow", "key=row");
            assertThat(report).doesNotContain("whole");
            assertThat(server.client().get("/rot/whole-file").body()).isEqualTo(Seeded.bytes(3, LENGTH));
            assertThat(server.client().get("/rot/whole-row").body()).isEqualTo(Seeded.bytes(4, 5000));
            System.out.println("bit-rot: " + report.strip());
        }
    }

    private static String flipInFile(ServerProcess server) throws IOException {
        byte[] wanted = Seeded.bytes(1, LENGTH);
        Path blobs = server.data().resolve("volume/blobs");
        List<Path> files;
        try (Stream<Path> below = Files.walk(blobs)) {
            files = below.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (Files.size(file) == LENGTH && Arrays.equals(Files.readAllBytes(file), wanted)) {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.seek(FLIPPED_AT);
                    open.write(wanted[FLIPPED_AT] ^ 1);
                }
                return String.valueOf(file.getFileName());
            }
        }
        throw new AssertionError("no file holds the object byte by byte: " + files);
    }

    private static void flipInRow(ServerProcess server) throws IOException {
        int changed = server.database()
                .open()
                .sql()
                .sql("UPDATE storage.live_object SET body = set_byte(body, 4321, get_byte(body, 4321) # 1)"
                        + " WHERE key = convert_to('row', 'UTF8')")
                .update();
        assertThat(changed).isEqualTo(1);
    }

    /// Blocks before the damaged one may have left; then the line is cut, so that no client takes it
    /// for the whole.
    private static void fileIsCutBeforeTheFlip(ServerProcess server) throws IOException {
        HttpResponse<InputStream> answer = server.client().open("/rot/file");
        byte[] wanted = Seeded.bytes(1, LENGTH);
        int count = 0;
        boolean cut = answer.statusCode() == 500;
        try (InputStream in = answer.body()) {
            for (int read = in.read(); read >= 0 && answer.statusCode() == 200; read = in.read()) {
                assertThat((byte) read).isEqualTo(wanted[count++]);
            }
        } catch (IOException e) {
            cut = true;
        }
        assertThat(cut).as("cut off, or refused with 500").isTrue();
        assertThat(count).isLessThanOrEqualTo(FLIPPED_AT / BLOCK * BLOCK);
    }

    private static void rowIsRefused(ServerProcess server) throws IOException {
        SignedClient.Answer answer = server.client().get("/rot/row");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("failed their checksum");
    }
}
