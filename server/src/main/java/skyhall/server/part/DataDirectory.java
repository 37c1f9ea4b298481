package skyhall.server.part;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.server.fault.ServerFault;

/// The directory in which everything is kept, held by one server at a time.
///
/// The lock is the operating system's, on the file `server.lock`: it goes with the process, however that ends.
public final class DataDirectory implements Part {
    private final Path path;
    private @Nullable FileChannel lockFile;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    @Override
    public String name() {
        return "data directory";
    }

    /// @throws FaultException when the directory cannot be written to, or another server holds it
    @Override
    public void start() {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new FaultException(ServerFault.DATA_DIRECTORY_TAKEN, "It is " + path + ".");
            }
            lockFile = channel;
        } catch (IOException e) {
            throw new FaultException(
                    ServerFault.DATA_DIRECTORY_UNUSABLE, "It is " + path + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void stop() {
        try {
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another installation in this same process
        }
    }
}
