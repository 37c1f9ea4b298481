import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many syncs a second the disk does: `SyncRate FOLDER SECONDS` prints the rate of one writer and that of 16, each
/// of which overwrites 4 KiB of a file of its own and calls fdatasync, as `pg_test_fsync` does.
final class SyncRate {
    private static final int BLOCK = 4096;
    private static final int BLOCKS = 256;

    void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        long nanos = Long.parseLong(words[1]) * 1_000_000_000L;
        System.out.printf("%.0f %.0f%n", rate(folder, 1, nanos), rate(folder, 16, nanos));
    }

    private static double rate(Path folder, int writers, long nanos) throws Exception {
        List<Future<Long>> counts = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int i = 0; i < writers; i++) {
                Path file = folder.resolve("sync-" + i);
                counts.add(threads.submit(() -> syncs(file, begin + nanos)));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long sum = 0;
        for (Future<Long> count : counts) {
            sum += count.get();
        }
        return sum / seconds;
    }

    private static long syncs(Path path, long until) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(BLOCK * BLOCKS), 0);
            file.force(true);
            long count = 0;
            while (System.nanoTime() < until) {
                file.write(ByteBuffer.allocate(BLOCK), count % BLOCKS * BLOCK);
                file.force(false);
                count++;
            }
            return count;
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
