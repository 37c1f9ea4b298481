package skyhall.platform.backup;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Reads an archive once, from front to back, in bounded memory: hands its content to a sink, gathers the list of what
/// really came, and compares that with the archive's own manifest at the end. Nothing is trusted before that.
final class ArchiveReader {
    private static final int BUFFER_BYTES = 1 << 17;

    private final Path archive;
    private final BackupProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    ArchiveReader(Path archive, BackupProgress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /// @throws DamagedException with the first difference
    /// @throws UncheckedIOException when the sink refuses
    BackupContent read(ArchiveSink sink) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
                Manifest found = new Manifest(Files.createTempFile("skyhall-manifest-", ""))) {
            TarArchiveInputStream tar = new TarArchiveInputStream(file, StandardCharsets.UTF_8.name());
            return read(tar, sink, found);
        } catch (DamagedException e) {
            throw e;
        } catch (IllegalArgumentException | IOException e) {
            if (!Files.isReadable(archive)) {
                throw e;
            }
            throw new DamagedException("It cannot be read to its end: " + e.getMessage());
        }
    }

    private BackupContent read(TarArchiveInputStream tar, ArchiveSink sink, Manifest found) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null && entry.getName().startsWith(ArchiveWriter.PREFIX)) {
            take(tar, line(entry), sink, found);
            entry = tar.getNextEntry();
        }
        found.finish();
        requireName(entry, Manifest.NAME);
        MessageDigest digest = Sha256.digest();
        List<String> header = compare(new DigestInputStream(tar, digest), found.file());
        String hash = Sha256.hex(digest);
        requireName(tar.getNextEntry(), Manifest.HASH_NAME);
        requireHash(tar, hash);
        if (tar.getNextEntry() != null) {
            throw new DamagedException("There is something after the manifest.");
        }
        return new BackupContent(
                value(header, 1, "product"),
                value(header, 2, "written"),
                value(header, 3, "database").equals("embedded"),
                found.files(),
                found.sizeBytes(),
                hash);
    }

    private static void requireName(@Nullable TarArchiveEntry entry, String name) throws DamagedException {
        if (entry == null || !entry.getName().equals(name)) {
            throw new DamagedException(
                    "Instead of " + name + " there is " + (entry == null ? "the end." : "'" + entry.getName() + "'."));
        }
    }

    private static void requireHash(TarArchiveInputStream tar, String hash) throws IOException {
        String recorded = new String(tar.readNBytes(128), StandardCharsets.US_ASCII);
        if (!recorded.equals(hash + "  " + Manifest.NAME + "\n")) {
            throw new DamagedException("The manifest was changed: its SHA-256 is " + hash + ".");
        }
    }

    /// Only plain files and directories below the prefix, under names without a way out.
    private static ManifestLine line(TarArchiveEntry entry) throws DamagedException {
        String name = entry.getName().substring(ArchiveWriter.PREFIX.length());
        boolean directory = entry.isDirectory();
        boolean plain = directory || (entry.getLinkFlag() == '0' && !entry.isSparse());
        if (!plain || (directory && entry.getSize() != 0)) {
            throw new DamagedException("'" + name + "' is neither a file nor a directory.");
        }
        String path = directory && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean isRoot = path.isEmpty() && directory;
        if (!isRoot
                && (path.indexOf('\0') >= 0
                        || Arrays.stream(path.split("/", -1)).anyMatch(ArchiveReader::strays))) {
            throw new DamagedException("'" + name + "' leads out of the directory.");
        }
        return new ManifestLine(
                directory ? 'd' : 'f',
                entry.getMode() & 07777,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                entry.getSize(),
                "-",
                path);
    }

    private static boolean strays(String step) {
        return step.isEmpty() || step.equals(".") || step.equals("..");
    }

    private void take(TarArchiveInputStream tar, ManifestLine line, ArchiveSink sink, Manifest found)
            throws IOException {
        if (line.isDirectory()) {
            putDirectory(line, sink);
            found.add(line);
            return;
        }
        String sha256 = copy(tar, line, sink);
        found.add(new ManifestLine('f', line.mode(), line.uid(), line.gid(), line.sizeBytes(), sha256, line.path()));
        progress.done(found.files(), found.sizeBytes());
    }

    private static void putDirectory(ManifestLine line, ArchiveSink sink) throws DamagedException {
        try {
            sink.directory(line);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore " + line.path(), e);
        }
    }

    private String copy(TarArchiveInputStream tar, ManifestLine line, ArchiveSink sink) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new SinkStream(line, sink)) {
            for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return Sha256.hex(digest);
    }

    /// Compares the manifest with the list of what came, and answers the manifest's first lines.
    private static List<String> compare(InputStream manifest, Path found) throws IOException {
        BufferedReader recorded = new BufferedReader(new InputStreamReader(manifest, StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            header.add(Objects.requireNonNullElse(recorded.readLine(), ""));
        }
        if (!header.getFirst().equals(Manifest.FORMAT)) {
            throw new DamagedException("Its format is '" + header.getFirst() + "', not '" + Manifest.FORMAT + "'.");
        }
        try (BufferedReader came = Files.newBufferedReader(found)) {
            String wanted;
            do {
                wanted = recorded.readLine();
                requireSame(wanted, came.readLine());
            } while (wanted != null);
        }
        return header;
    }

    private static void requireSame(@Nullable String wanted, @Nullable String came) throws DamagedException {
        if (Objects.equals(wanted, came)) {
            return;
        }
        if (wanted != null && came != null && path(wanted).equals(path(came))) {
            throw new DamagedException("'" + path(wanted) + "' was changed.");
        }
        throw new DamagedException("The manifest lists " + (wanted == null ? "nothing more" : "'" + path(wanted) + "'")
                + " where the archive holds " + (came == null ? "nothing more." : "'" + path(came) + "'."));
    }

    private static String path(String line) {
        return ManifestLine.parse(line).map(ManifestLine::path).orElse(line);
    }

    private static String value(List<String> header, int index, String name) throws DamagedException {
        String line = header.get(index);
        if (!line.startsWith(name + " ")) {
            throw new DamagedException("The manifest does not say its '" + name + "'.");
        }
        return line.substring(name.length() + 1);
    }
}
