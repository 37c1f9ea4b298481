package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads far larger than memory: 5 GiB in one put, and 10 GiB (50 GiB with `SKYHALL_TEST_LARGE=yes`)
/// in parts, while
/// the server's resident size stays below 1 GiB. Both are read back.
@Tag("slow")
final class LargeUploadTest {
    private static final long GIBI = 1L << 30;
    private static final long PART = GIBI / 2;
    private static final long RESIDENT_MEBIBYTES = 1024;

    @TempDir
    private Path folder;

    @Test
    void fiveGibibytesInOnePut() throws Exception {
        requireRoom(7);
        try (ServerProcess server = start();
                Resident resident = new Resident(server.jvm().pid())) {
            long begun = System.nanoTime();
            SignedClient.Answer answer =
                    server.client().send("PUT", "/large/single", Seeded.stream(1, 0, 5 * GIBI), 5 * GIBI);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            double seconds = seconds(begun);
            readBack(server, "/large/single", 5 * GIBI);
            print("one put", 5, seconds, resident);
        }
    }

    @Test
    void tenGibibytesInParts() throws Exception {
        int gibibytes = "yes".equals(System.getenv("SKYHALL_TEST_LARGE")) ? 50 : 10;
        requireRoom(gibibytes + 2);
        try (ServerProcess server = start();
                Resident resident = new Resident(server.jvm().pid())) {
            long begun = System.nanoTime();
            String id = server.client()
                    .send("POST", "/large/parts?uploads=", new byte[0])
                    .element("UploadId");
            StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
            for (int part = 1; part <= gibibytes * GIBI / PART; part++) {
                list.append(part(server, id, part));
            }
            list.append("</CompleteMultipartUpload>");
            SignedClient.Answer done = server.client()
                    .send(
                            "POST",
                            "/large/parts?uploadId=" + id,
                            list.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(done.text()).contains("<ETag>");
            double seconds = seconds(begun);
            readBack(server, "/large/parts", gibibytes * GIBI);
            print("multipart", gibibytes, seconds, resident);
        }
    }

    private void requireRoom(int gibibytes) throws IOException {
        assumeThat(Files.getFileStore(folder).getUsableSpace())
                .as("the disk lacks the room: skipped")
                .isGreaterThan(gibibytes * GIBI);
    }

    private ServerProcess start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        ServerProcess server = ServerProcess.start(folder.resolve("data"), Map.of());
        server.mustPut("/large", new byte[0]);
        return server;
    }

    private static String part(ServerProcess server, String id, int number) throws IOException {
        InputStream bytes = Seeded.stream(1, (number - 1) * PART, PART);
        SignedClient.Answer answer =
                server.client().send("PUT", "/large/parts?partNumber=" + number + "&uploadId=" + id, bytes, PART);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + answer.header("ETag") + "</ETag></Part>";
    }

    private static void readBack(ServerProcess server, String target, long length) throws IOException {
        byte[] wanted = new byte[1 << 20];
        byte[] found = new byte[1 << 20];
        try (InputStream made = Seeded.stream(1, 0, length);
                InputStream read = server.client().open(target).body()) {
            for (long at = 0; at < length; at += wanted.length) {
                assertThat(made.readNBytes(wanted, 0, wanted.length)).isEqualTo(wanted.length);
                assertThat(read.readNBytes(found, 0, found.length)).isEqualTo(found.length);
                if (!java.util.Arrays.equals(wanted, found)) {
                    throw new AssertionError("another byte within the MiB at " + at);
                }
            }
            assertThat(read.read()).isEqualTo(-1);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void print(String what, int gibibytes, double seconds, Resident resident) {
        System.out.printf(
                "large: %s of %d GiB in %.0f s, %.0f MiB/s; resident at most %d MiB, reading included%n",
                what, gibibytes, seconds, gibibytes * 1024 / seconds, resident.mostMebibytes());
        assertThat(resident.mostMebibytes()).isLessThan(RESIDENT_MEBIBYTES);
    }
}
