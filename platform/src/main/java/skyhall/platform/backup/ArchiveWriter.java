package skyhall.platform.backup;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import skyhall.platform.database.DataDirectoryLock;

/// Writes one directory as an archive. Files come sorted by name, each directory before what is in it; one directory's
/// names are all that is held in memory.
final class ArchiveWriter {
    /// What the data lies under in the archive, so that no file of it can be taken for the manifest.
    static final String PREFIX = "data/";

    /// Not data: the lock belongs to the running process, the programs are unpacked again.
    private static final Set<Path> LEFT_OUT =
            Set.of(Path.of(DataDirectoryLock.FILE_NAME), Path.of("database", "binaries"));

    private static final int BUFFER_BYTES = 1 << 17;

    private final Path root;
    private final String productVersion;
    private final String writtenAt;
    private final BackupProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    ArchiveWriter(Path root, String productVersion, String writtenAt, BackupProgress progress) {
        this.root = root;
        this.productVersion = productVersion;
        this.writtenAt = writtenAt;
        this.progress = progress;
    }

    BackupContent write(Path archive) throws IOException {
        boolean embedded = Files.exists(root.resolve("database/cluster/PG_VERSION"));
        try (Manifest manifest = new Manifest(archive.resolveSibling(archive.getFileName() + ".manifest"));
                TarArchiveOutputStream tar = open(archive)) {
            manifest.begin(productVersion, writtenAt, embedded);
            keep(root, tar, manifest);
            String hash = manifest.finish();
            append(tar, Manifest.NAME, Files.size(manifest.file()), Files.newInputStream(manifest.file()));
            byte[] last = (hash + "  " + Manifest.NAME + "\n").getBytes(StandardCharsets.US_ASCII);
            append(tar, Manifest.HASH_NAME, last.length, new java.io.ByteArrayInputStream(last));
            tar.finish();
            return new BackupContent(productVersion, writtenAt, embedded, manifest.files(), manifest.sizeBytes(), hash);
        }
    }

    private static TarArchiveOutputStream open(Path archive) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        OutputStream file = java.nio.channels.Channels.newOutputStream(Files.newByteChannel(
                archive, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly));
        TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new BufferedOutputStream(file, BUFFER_BYTES), StandardCharsets.UTF_8.name());
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    private static void append(TarArchiveOutputStream tar, String name, long sizeBytes, InputStream content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(sizeBytes);
        entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE);
        tar.putArchiveEntry(entry);
        try (content) {
            content.transferTo(tar);
        }
        tar.closeArchiveEntry();
    }

    private void keep(Path path, TarArchiveOutputStream tar, Manifest manifest) throws IOException {
        Path relative = root.relativize(path);
        if (LEFT_OUT.contains(relative)) {
            return;
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            keepFile(path, tar, manifest);
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            ManifestLine line = line('d', path, "-");
            putEntry(tar, line, path);
            tar.closeArchiveEntry();
            manifest.add(line);
            for (Path inside : sorted(path)) {
                keep(inside, tar, manifest);
            }
        } else {
            throw new NotPossibleException(path + " is neither a file nor a directory.");
        }
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.sorted().toList();
        }
    }

    private void keepFile(Path path, TarArchiveOutputStream tar, Manifest manifest) throws IOException {
        ManifestLine line = line('f', path, "-");
        putEntry(tar, line, path);
        String sha256 = copy(path, line.sizeBytes(), tar);
        tar.closeArchiveEntry();
        manifest.add(new ManifestLine('f', line.mode(), line.uid(), line.gid(), line.sizeBytes(), sha256, line.path()));
        progress.done(manifest.files(), manifest.sizeBytes());
    }

    private String copy(Path path, long sizeBytes, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        long left = sizeBytes;
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    break;
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        if (left != 0) {
            throw new NotPossibleException(path + " changed while it was read.");
        }
        return Sha256.hex(digest);
    }

    private ManifestLine line(char kind, Path path, String sha256) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
        return new ManifestLine(
                kind,
                (Integer) requireNonNull(found.get("mode")) & 07777,
                Integer.toUnsignedLong((Integer) requireNonNull(found.get("uid"))),
                Integer.toUnsignedLong((Integer) requireNonNull(found.get("gid"))),
                kind == 'd' ? 0 : (Long) requireNonNull(found.get("size")),
                sha256,
                root.relativize(path).toString());
    }

    private static void putEntry(TarArchiveOutputStream tar, ManifestLine line, Path path) throws IOException {
        String name = PREFIX + line.path() + (line.isDirectory() && !line.path().isEmpty() ? "/" : "");
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(line.sizeBytes());
        entry.setMode((line.isDirectory() ? 0040000 : 0100000) | line.mode());
        entry.setIds((int) line.uid(), (int) line.gid());
        entry.setUserId(line.uid());
        entry.setGroupId(line.gid());
        entry.setLastModifiedTime(Files.getLastModifiedTime(path));
        tar.putArchiveEntry(entry);
    }
}
