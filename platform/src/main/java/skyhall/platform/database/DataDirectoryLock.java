package skyhall.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// One server per data directory: a lock that the kernel drops when its holder ends, however it ends.
///
/// It is a POSIX record lock, which a process loses as soon as it closes *any* descriptor of the file. So nothing in
/// this process may open the file a second time: [#HELD] answers first, and a backup leaves the file out.
public final class DataDirectoryLock implements AutoCloseable {
    /// The lock's name in the data directory. Its content is the holder's process id.
    public static final String FILE_NAME = "skyhall.lock";

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DataDirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// Takes the directory for this process; it is created (mode 0711) where it is absent.
    ///
    /// @throws FaultException [PlatformFault#DATA_DIRECTORY_IN_USE] that names the process that holds it
    public static DataDirectoryLock acquire(Path dataDirectory) {
        Path directory = DataFolders.create(dataDirectory, "rwx--x--x");
        if (!HELD.add(directory)) {
            throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
        }
        boolean taken = false;
        try {
            DataDirectoryLock lock = new DataDirectoryLock(directory, lockedChannel(directory));
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + directory, e);
        } finally {
            if (!taken) {
                HELD.remove(directory);
            }
        }
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE_NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            String holder = holder(channel);
            channel.close();
            throw inUse(directory, holder);
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
        return channel;
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).trim();
    }

    private static FaultException inUse(Path directory, String pid) {
        return new FaultException(
                PlatformFault.DATA_DIRECTORY_IN_USE,
                directory + " is held by process " + (pid.isEmpty() ? "(just starting)" : pid) + ".");
    }

    /// The data directory, absolute and free of symbolic links.
    public Path directory() {
        return directory;
    }

    /// Whether this lock still protects the directory.
    public boolean isHeld() {
        return channel.isOpen() && Files.isDirectory(directory);
    }

    /// The processes of an embedded PostgreSQL that run in the directory now. Where the holder of this lock has not
    /// started one, they are what an earlier server left behind.
    public List<Long> postgresProcesses() {
        Path cluster = directory.resolve("database").resolve("cluster");
        return new ClusterProcesses(cluster, PostgresCluster.clusterName(cluster))
                .running().stream().map(ProcessHandle::pid).toList();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock of " + directory, e);
        } finally {
            HELD.remove(directory);
        }
    }
}
