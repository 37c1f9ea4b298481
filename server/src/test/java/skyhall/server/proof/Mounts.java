package skyhall.server.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Small file systems in memory, for disks that fill up or turn read-only. Only root can mount.
final class Mounts implements AutoCloseable {
    private final Deque<Path> mounted = new ArrayDeque<>();

    /// Whether this process may mount at all.
    static boolean areAllowed(Path folder) throws IOException {
        Path probe = Files.createDirectories(folder.resolve("probe"));
        try (Mounts mounts = new Mounts()) {
            mounts.disk(probe, 1);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// A disk of so many MiB at `place`.
    void disk(Path place, int mebibytes) throws IOException {
        Files.createDirectories(place);
        run("mount", "-t", "tmpfs", "-o", "mode=0711,size=" + mebibytes + "m", "tmpfs", place.toString());
        mounted.push(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /// Lets every path below `place` lead through a mount that takes no writes, as after an error of
    /// the disk.
    void freeze(Path place) {
        run("mount", "--bind", place.toString(), place.toString());
        mounted.push(place);
        run("mount", "-o", "remount,bind,ro", place.toString());
    }

    /// Takes back the last mount.
    void release() {
        run("umount", "-l", mounted.pop().toString());
    }

    /// A file that takes what is free on the disk of `place` but for some KiB; removing it gives the
    /// room back.
    /// Others may write to the disk meanwhile, so that it can be full a little earlier.
    static Path fill(Path place, long leaveBytes) throws IOException {
        Path filler = place.resolve("filler");
        long free = Files.getFileStore(place).getUsableSpace() - leaveBytes;
        byte[] piece = new byte[64 << 10];
        try (var out = Files.newOutputStream(filler)) {
            for (long done = 0; done < free; done += piece.length) {
                out.write(piece, 0, (int) Math.min(piece.length, free - done));
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
        return filler;
    }

    private static void run(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(words) + ": " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(List.of(words) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        while (!mounted.isEmpty()) {
            release();
        }
    }
}
