package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A disk that passes every call on, for mutants to leave one out or to change its place.
class BentDisk implements Disk {
    private final Disk inner;

    BentDisk(Disk inner) {
        this.inner = inner;
    }

    /// A file was to be forced.
    void forced(BentFile file) throws DiskTrouble {
        file.reallyForce();
    }

    void appended(DiskFile file, ByteBuffer bytes) throws DiskTrouble {
        file.append(bytes);
    }

    int readInto(DiskFile file, long position, ByteBuffer into) throws DiskTrouble {
        return file.read(position, into);
    }

    /// Whether the last write to a file of bytes reaches the disk only after the next write or the force.
    boolean holdsBackLastWrite() {
        return false;
    }

    static boolean isShelf(String path) {
        return path.chars().filter(c -> c == '/').count() == 2;
    }

    @Override
    public DiskFile create(String path) throws DiskTrouble {
        return new BentFile(inner.create(path), path);
    }

    @Override
    public DiskFile open(String path) throws DiskTrouble {
        return new BentFile(inner.open(path), path);
    }

    @Override
    public void rename(String from, String to) throws DiskTrouble {
        inner.rename(from, to);
    }

    @Override
    public boolean createDirectory(String path) throws DiskTrouble {
        return inner.createDirectory(path);
    }

    @Override
    public void forceDirectory(String path) throws DiskTrouble {
        inner.forceDirectory(path);
    }

    @Override
    public boolean delete(String path) throws DiskTrouble {
        return inner.delete(path);
    }

    @Override
    public List<Entry> list(String path) throws DiskTrouble {
        return inner.list(path);
    }

    @Override
    public Space space() throws DiskTrouble {
        return inner.space();
    }

    final class BentFile implements DiskFile {
        private final DiskFile file;
        private final String path;
        private @Nullable ByteBuffer heldBack;

        BentFile(DiskFile file, String path) {
            this.file = file;
            this.path = path;
        }

        boolean isSums() {
            return Layout.isSums(path);
        }

        void reallyForce() throws DiskTrouble {
            file.force();
        }

        @Override
        public void append(ByteBuffer bytes) throws DiskTrouble {
            writeHeldBack();
            if (holdsBackLastWrite() && !isSums()) {
                heldBack = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            } else {
                appended(file, bytes);
            }
        }

        private void writeHeldBack() throws DiskTrouble {
            if (heldBack != null) {
                file.append(heldBack);
                heldBack = null;
            }
        }

        @Override
        public int read(long position, ByteBuffer into) throws DiskTrouble {
            return readInto(file, position, into);
        }

        @Override
        public long sizeBytes() throws DiskTrouble {
            return file.sizeBytes();
        }

        @Override
        public void force() throws DiskTrouble {
            forced(this);
            writeHeldBack();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
