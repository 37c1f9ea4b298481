package skyhall.storage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// An open file of the machine's file system.
final class RealFile implements Disk.DiskFile {
    private final FileChannel channel;
    private final String path;
    private final TroubleSigns signs;

    RealFile(FileChannel channel, String path, TroubleSigns signs) {
        this.channel = channel;
        this.path = path;
        this.signs = signs;
    }

    @Override
    public void append(ByteBuffer bytes) throws DiskTrouble {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw signs.trouble("write", path, e);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws DiskTrouble {
        int total = 0;
        try {
            while (into.hasRemaining()) {
                int count = channel.read(into, position + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        } catch (IOException e) {
            throw signs.trouble("read", path, e);
        }
    }

    @Override
    public long sizeBytes() throws DiskTrouble {
        try {
            return channel.size();
        } catch (IOException e) {
            throw signs.trouble("ask for the length of", path, e);
        }
    }

    @Override
    public void force() throws DiskTrouble {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw signs.trouble("sync", path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Whoever needed these bytes has forced them, and knows how that ended.
        }
    }
}
