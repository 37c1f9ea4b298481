package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the server and its PostgreSQL under `strace`, puts objects, and reads from the trace that
/// nothing was answered
/// before it was synced. Then takes single syncs out of the trace: each time the reading must complain.
@Tag("slow")
final class SyncTraceTest {
    private static final String CALLS = "openat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,"
            + "rename,renameat,renameat2,sendto,sendmsg,close";
    /// Bodies of the puts, and of one part of a multipart upload; and how many files each is.
    private static final List<Integer> LENGTHS = List.of(1 << 10, 100 << 10, 3 << 20);

    @TempDir
    private Path folder;

    @Test
    void everythingIsSyncedBeforeTheAnswer() throws Exception {
        assumeThat(canTrace())
                .as("strace is missing, or may not trace here: the order of syncs was not looked at")
                .isTrue();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = folder.resolve("data");
        try (ServerProcess first = ServerProcess.start(data, Map.of())) {
            first.mustPut("/traced", new byte[0]); // the first start, with its initdb, need not be traced
        }
        List<String> lines = traced(data);
        List<TracedPut> puts = TracedPut.of(Trace.parse(lines));
        assertThat(puts).hasSize(5);
        print(lines, judged(puts));
        assertEachSyncIsMissed(lines);
    }

    private static boolean canTrace() throws IOException, InterruptedException {
        try {
            Process probe = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Three puts, the begin of an upload, and one part of it; each is answered before the next is
    /// sent.
    private List<String> traced(Path data) throws Exception {
        Path file = folder.resolve("trace.txt");
        List<String> wrapper = List.of(
                "strace", "-f", "-y", "-s", "40", "-o", file.toString(), "-e", "trace=" + CALLS, "--seccomp-bpf");
        try (ServerProcess server = ServerProcess.start(data, Map.of("DATABASE_POOL_SIZE", "2"), wrapper)) {
            long skip = Files.readAllLines(file).size();
            for (int length : LENGTHS) {
                server.mustPut("/traced/of-" + length, Seeded.bytes(length, length));
            }
            String id = server.client()
                    .send("POST", "/traced/parts?uploads=", new byte[0])
                    .element("UploadId");
            server.mustPut("/traced/parts?partNumber=1&uploadId=" + id, Seeded.bytes(5, 100 << 10));
            server.jvm().destroy();
            server.handle().onExit().join();
            List<String> all = Files.readAllLines(file);
            return all.subList((int) skip, all.size());
        }
    }

    private static List<String> judged(List<TracedPut> puts) {
        List<Integer> files = List.of(0, 1, 1, 0, 1);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            assertThat(puts.get(i).judge(files.get(i))).as("put " + i).isEmpty();
            seen.add(String.join(" ", puts.get(i).seen()));
        }
        return seen;
    }

    /// The test of the test: for every sync that the judge relied on, a trace without it must be
    /// refused.
    private static void assertEachSyncIsMissed(List<String> lines) {
        for (String kind :
                List.of("/pg_wal/", "/incoming/[0-9a-f-]+>", "[.]sums>", "/blobs/[0-9a-f]{2}/[0-9a-f]{2}>")) {
            Predicate<String> isSync =
                    Pattern.compile("(fsync|fdatasync)\\(\\d+<[^>]*" + kind).asPredicate();
            List<String> doctored = lines.stream().filter(isSync.negate()).toList();
            assertThat(doctored).as(kind).hasSizeLessThan(lines.size());
            List<String> complaints = TracedPut.of(Trace.parse(doctored)).get(2).judge(1);
            assertThat(complaints).as("without the syncs of " + kind).isNotEmpty();
        }
    }

    private static void print(List<String> lines, List<String> seen) {
        System.out.printf("trace: %d lines; synced before the answer:%n", lines.size());
        seen.forEach(put -> System.out.println("  " + put));
    }
}
