package skyhall.storage.volume;

import java.util.List;

/// Lets one thread at a time into a disk that was made for one thread, as far as names go; files have one user each.
final class LockedDisk extends BentDisk {
    LockedDisk(Disk inner) {
        super(inner);
    }

    @Override
    public synchronized DiskFile create(String path) throws DiskTrouble {
        return super.create(path);
    }

    @Override
    public synchronized DiskFile open(String path) throws DiskTrouble {
        return super.open(path);
    }

    @Override
    public synchronized void rename(String from, String to) throws DiskTrouble {
        super.rename(from, to);
    }

    @Override
    public synchronized boolean createDirectory(String path) throws DiskTrouble {
        return super.createDirectory(path);
    }

    @Override
    public synchronized void forceDirectory(String path) throws DiskTrouble {
        super.forceDirectory(path);
    }

    @Override
    public synchronized boolean delete(String path) throws DiskTrouble {
        return super.delete(path);
    }

    @Override
    public synchronized List<Entry> list(String path) throws DiskTrouble {
        return super.list(path);
    }

    @Override
    synchronized void forced(BentFile file) throws DiskTrouble {
        file.reallyForce();
    }

    @Override
    synchronized void appended(DiskFile file, java.nio.ByteBuffer bytes) throws DiskTrouble {
        file.append(bytes);
    }

    @Override
    synchronized int readInto(DiskFile file, long position, java.nio.ByteBuffer into) throws DiskTrouble {
        return file.read(position, into);
    }
}
