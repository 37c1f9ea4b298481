package skyhall.storage.volume;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/// The few things that the volume asks of a file system, and what each promises about power loss. Paths are relative
/// to the volume, with `/` between names. `RealDisk` is the machine's; `SimulatedDisk` in the tests forgets whatever
/// was not forced.
interface Disk extends AutoCloseable {
    /// Makes a new, empty file for appending. It is an error when the name is taken.
    DiskFile create(String path) throws DiskTrouble;

    /// Opens a file for positional reads. It stays readable when its name is removed meanwhile.
    DiskFile open(String path) throws DiskTrouble;

    /// Gives a file another name, at once for every observer; durable only after both directories were forced.
    void rename(String from, String to) throws DiskTrouble;

    /// Makes a directory whose parent exists; durable only after the parent was forced.
    ///
    /// @return false when it was there already, which says nothing about its durability
    boolean createDirectory(String path) throws DiskTrouble;

    /// After return every name made in or removed from the directory before this call survives power loss.
    void forceDirectory(String path) throws DiskTrouble;

    /// Forces several files, as [DiskFile#force] would each of them.
    default void forceAll(List<DiskFile> files) throws DiskTrouble {
        for (DiskFile file : files) {
            file.force();
        }
    }

    /// Removes a file's name.
    ///
    /// @return false when there was none
    boolean delete(String path) throws DiskTrouble;

    /// What a directory holds, in ascending order of name.
    List<Entry> list(String path) throws DiskTrouble;

    Space space() throws DiskTrouble;

    @Override
    default void close() {}

    record Entry(String name, boolean isDirectory, long sizeBytes, Instant modified) {}

    record Space(long freeBytes, long totalBytes) {}

    /// An open file.
    interface DiskFile extends AutoCloseable {
        /// Writes all that remains in `bytes` behind the last byte.
        void append(ByteBuffer bytes) throws DiskTrouble;

        /// Reads until `into` is full or the file ends.
        ///
        /// @return the number of bytes read, 0 at or behind the end
        int read(long position, ByteBuffer into) throws DiskTrouble;

        long sizeBytes() throws DiskTrouble;

        /// After return every byte appended before this call survives power loss, provided that the name does. When
        /// this fails the bytes must be taken for lost: a second call may succeed without having saved them.
        void force() throws DiskTrouble;

        /// Throws nothing: whoever needs the bytes has forced them before.
        @Override
        void close();
    }
}
