package skyhall.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// PostgreSQL's programs, unpacked once from the jar of this machine's architecture.
///
/// They lie in a directory that is named after the checksum of what was packed, so a new version never mixes with an
/// old one. They are unpacked aside, synced and renamed: whoever finds the directory finds it whole, also when two
/// processes unpack at once and when the power fails.
final class PostgresBinaries {
    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /// The programs below `parent`, unpacked now if they are not there yet.
    ///
    /// @throws FaultException [PlatformFault#POSTGRES_BINARIES_MISSING]
    static PostgresBinaries under(Path parent) {
        URL packed = packed();
        try {
            Path home = parent.resolve("postgres-" + checksum(packed));
            if (!Files.isDirectory(home)) {
                unpack(packed, parent, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new FaultException(PlatformFault.POSTGRES_BINARIES_MISSING, "In " + parent + ": " + e, e);
        }
    }

    /// `postgres`, `initdb` or `pg_ctl`: the jar holds no other program.
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    Path home() {
        return home;
    }

    private static URL packed() {
        String machine = System.getProperty("os.arch");
        String resource =
                switch (machine) {
                    case "amd64" -> "/postgres-linux-x86_64.txz";
                    case "aarch64" -> "/postgres-linux-arm_64.txz";
                    default -> "/postgres-linux-" + machine + ".txz";
                };
        URL found = PostgresBinaries.class.getResource(resource);
        if (found == null) {
            throw new FaultException(
                    PlatformFault.POSTGRES_BINARIES_MISSING, "There are none for the processor '" + machine + "'.");
        }
        return found;
    }

    /// CRC-32 of the packed file: the jar's own directory knows it, so 15 MB need not be read at every start.
    private static String checksum(URL packed) throws IOException {
        URLConnection connection = packed.openConnection();
        long crc =
                connection instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : crcOf(connection);
        return HexFormat.of().toHexDigits((int) crc);
    }

    private static long crcOf(URLConnection connection) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(connection.getInputStream(), new CRC32())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    private static void unpack(URL packed, Path folder, Path home) throws IOException {
        Path parent = DataFolders.create(folder, "rwxr-xr-x");
        Path aside = Files.createTempDirectory(parent, "unpacking-");
        try {
            extract(packed, aside);
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
            DataFolders.syncTree(aside);
            Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
            DataFolders.sync(parent);
        } catch (FileSystemException e) {
            // rename(2) does not replace a directory with something in it: another process was first, and what it put
            // there is the same.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            DataFolders.remove(aside);
        }
    }

    private static void extract(URL packed, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(packed.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("leads out of its directory: " + entry.getName());
                }
                extract(tar, entry, path);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                return;
            }
            Files.copy(tar, path);
        }
        Files.setPosixFilePermissions(path, readable(entry));
    }

    /// Readable by all, since PostgreSQL may run as another user than we do; executable where it was packed so.
    private static Set<PosixFilePermission> readable(TarArchiveEntry entry) {
        boolean executable = entry.isDirectory() || (entry.getMode() & 0100) != 0;
        return EnumSet.copyOf(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
