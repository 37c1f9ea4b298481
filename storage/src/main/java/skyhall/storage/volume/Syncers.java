package skyhall.storage.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that sync for others, and whom no request can interrupt: an interrupt closes a Java channel under the sync
/// and hides its outcome. A directory sync answers for many writers, so it always runs here; of several files to be
/// forced at once all but the first do, so that a journalling file system can take them into one commit (a lone
/// writer of 64 KiB then seals about twice as often; among 16 writers it makes no difference).
final class Syncers implements AutoCloseable {
    private static final int DIRECTORY_THREADS = 2;

    private final ExecutorService directories = Executors.newFixedThreadPool(
            DIRECTORY_THREADS,
            Thread.ofPlatform().daemon().name("volume-sync-", 0).factory());
    private final ExecutorService files = Executors.newVirtualThreadPerTaskExecutor();

    void directory(Path directory) throws IOException {
        Optional<IOException> failure = await(directories.submit(attempt(() -> force(directory))));
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /// Forces every file, and waits for all of them whether they fail or not.
    void files(List<Disk.DiskFile> together) throws IOException {
        List<Future<Optional<IOException>>> others = new ArrayList<>();
        for (Disk.DiskFile file : together.subList(1, together.size())) {
            others.add(files.submit(attempt(file::force)));
        }
        List<IOException> failures = new ArrayList<>();
        outcome(together.getFirst()::force).ifPresent(failures::add);
        others.forEach(other -> await(other).ifPresent(failures::add));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    @Override
    public void close() {
        directories.shutdown();
        files.shutdown();
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Callable<Optional<IOException>> attempt(Sync sync) {
        return () -> outcome(sync);
    }

    private static Optional<IOException> outcome(Sync sync) {
        try {
            sync.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static Optional<IOException> await(Future<Optional<IOException>> outcome) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException _) {
                    interrupted = true; // the caller sees the flag when the outcome is known
                } catch (ExecutionException e) {
                    return Optional.of(new IOException("a sync broke off", e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @FunctionalInterface
    private interface Sync {
        void run() throws IOException;
    }
}
