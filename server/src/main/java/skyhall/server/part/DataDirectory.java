package skyhall.server.part;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.DataDirectoryLock;
import skyhall.platform.fault.FaultException;
import skyhall.server.fault.ServerFault;

/// The directory in which everything is kept, held by one server at a time.
public final class DataDirectory implements Part {
    private final Path path;
    private @Nullable DataDirectoryLock lock;

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

    /// @throws skyhall.platform.fault.FaultException when the directory cannot be written to, or
    /// another server holds it
    @Override
    public void start() {
        try {
            lock = DataDirectoryLock.acquire(path);
        } catch (UncheckedIOException e) {
            throw new FaultException(
                    ServerFault.DATA_DIRECTORY_UNUSABLE, "It is " + path + ": " + e.getMessage() + ".", e);
        }
    }

    /// Held from [#start()] to [#stop()].
    DataDirectoryLock lock() {
        if (lock == null) {
            throw new IllegalStateException("the data directory is not held");
        }
        return lock;
    }

    @Override
    public void stop() {
        if (lock != null) {
            lock.close();
        }
    }
}
