package skyhall.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Directories: made with the right mode, reachable for PostgreSQL's user, synced, removed.
final class DataFolders {
    private DataFolders() {}

    /// Creates what is missing of `directory` with `mode` and answers its real path.
    static Path create(Path directory, String mode) {
        try {
            Path absolute = directory.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString(mode));
                syncNameOf(absolute);
            }
            return absolute.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    /// Lets everybody pass through (not list) a directory of ours, so that PostgreSQL's user reaches what is inside.
    static void letPass(Path directory) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
        if (mode.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(directory, mode);
        }
    }

    /// Refuses a directory that `user` cannot get to, naming the parent that is in the way.
    static void requireReachable(Path directory, PostgresUser user) throws IOException {
        for (Path step = directory; step != null; step = step.getParent()) {
            if (!mayPass(step, user)) {
                throw new FaultException(
                        PlatformFault.DATA_DIRECTORY_UNREACHABLE,
                        "User " + user.name() + " cannot pass through " + step + ".");
            }
        }
    }

    private static boolean mayPass(Path step, PostgresUser user) throws IOException {
        int mode = PostgresUser.number(step, "mode");
        if (PostgresUser.number(step, "uid") == user.uid()) {
            return (mode & 0100) != 0;
        }
        return (mode & (PostgresUser.number(step, "gid") == user.gid() ? 0010 : 0001)) != 0;
    }

    /// Makes the name of `path` in its directory durable.
    static void syncNameOf(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /// Makes the names in `directory` durable.
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Syncs every file and directory below `root`, and `root`.
    static void syncTree(Path root) throws IOException {
        for (Path path : list(root)) {
            if (Files.isRegularFile(path) || Files.isDirectory(path)) {
                if (!Files.isSymbolicLink(path)) {
                    sync(path);
                }
            }
        }
    }

    /// Removes `root` and everything below it; nothing happens when it is absent.
    static void remove(Path root) throws IOException {
        if (Files.exists(root)) {
            for (Path path : list(root)) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// Everything below `root`, and `root`, deepest first.
    private static List<Path> list(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
