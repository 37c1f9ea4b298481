package skyhall.storage.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The machine's file system through `java.nio`. A directory is forced by opening it for reading and forcing that
/// channel, which is `fsync` on a directory on Linux.
final class RealDisk implements Disk {
    private final Path root;
    private final TroubleSigns signs;
    private final @Nullable FileChannel lock;
    private final Syncers syncers = new Syncers();

    private RealDisk(Path root, @Nullable FileChannel lock) {
        this.root = root;
        this.signs = new TroubleSigns(root);
        this.lock = lock;
    }

    /// Makes the directory if need be, and takes it for this process until it is closed.
    static RealDisk own(Path root) throws DiskTrouble {
        TroubleSigns signs = new TroubleSigns(root);
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
            }
        } catch (IOException e) {
            throw signs.trouble("make the volume's directory", "", e);
        }
        try {
            return new RealDisk(root, lock(root));
        } catch (IOException e) {
            DiskTrouble trouble = signs.trouble("lock", Layout.LOCK, e);
            if (trouble.kind() == DiskTrouble.Kind.READ_ONLY) {
                return new RealDisk(root, null); // nobody can write here, so nobody need be kept out
            }
            throw trouble;
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve(Layout.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException _) {
            // Held by this very process; the same answer as when another holds it.
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new IOException("the volume " + root + " is in use by another process");
        }
        return channel;
    }

    @Override
    public DiskFile create(String path) throws DiskTrouble {
        try {
            Path file = root.resolve(path);
            return new RealFile(
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), path, signs);
        } catch (IOException e) {
            throw signs.trouble("create", path, e);
        }
    }

    @Override
    public DiskFile open(String path) throws DiskTrouble {
        try {
            return new RealFile(FileChannel.open(root.resolve(path), StandardOpenOption.READ), path, signs);
        } catch (IOException e) {
            throw signs.trouble("open", path, e);
        }
    }

    @Override
    public void rename(String from, String to) throws DiskTrouble {
        try {
            Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw signs.trouble("rename", from, e);
        }
    }

    @Override
    public boolean createDirectory(String path) throws DiskTrouble {
        Path directory = root.resolve(path);
        if (Files.isDirectory(directory)) {
            return false;
        }
        try {
            Files.createDirectory(directory);
            return true;
        } catch (IOException e) {
            throw signs.trouble("make directory", path, e);
        }
    }

    @Override
    public void forceDirectory(String path) throws DiskTrouble {
        try {
            syncers.directory(root.resolve(path));
        } catch (IOException e) {
            throw signs.trouble("sync directory", path, e);
        }
    }

    @Override
    public void forceAll(List<DiskFile> files) throws DiskTrouble {
        try {
            syncers.files(files);
        } catch (DiskTrouble e) {
            throw e;
        } catch (IOException e) {
            throw signs.trouble("sync", "", e);
        }
    }

    @Override
    public boolean delete(String path) throws DiskTrouble {
        try {
            return Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw signs.trouble("delete", path, e);
        }
    }

    @Override
    public List<Entry> list(String path) throws DiskTrouble {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(root.resolve(path))) {
            for (Path name : names) {
                entry(name).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw signs.trouble("list", path, e);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw signs.trouble("list", path, new IOException(e.getMessage(), e));
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /// Empty when the file was removed since its name was read.
    private static Optional<Entry> entry(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Entry(
                    path.getFileName().toString(),
                    attributes.isDirectory(),
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public Space space() throws DiskTrouble {
        try {
            FileStore store = Files.getFileStore(root);
            return new Space(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw signs.trouble("ask for the room", "", e);
        }
    }

    @Override
    public void close() {
        syncers.close();
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException _) {
                // The lock goes with the process at the latest.
            }
        }
    }
}
