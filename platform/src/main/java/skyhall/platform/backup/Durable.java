package skyhall.platform.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Bytes and names on the disk for good, and things on it no more.
final class Durable {
    private Durable() {}

    /// Syncs one file or directory.
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Syncs the directory that `path` stands in, so that its name lasts.
    static void syncNameOf(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /// Syncs every file below `root`, then the directories, deepest first. In a pass of its own after all is written,
    /// where most bytes are on the disk already, it costs far less than after each file.
    static void syncTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                sync(path);
            }
        }
    }

    /// Removes `root` and all below it; nothing happens when it is absent.
    static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static boolean isEmptyDirectory(Path path) throws IOException {
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }
}
