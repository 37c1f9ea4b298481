package skyhall.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A directory that is being restored: gathered where nobody takes it for data, and put in place once it is verified.
///
/// Where the target is absent it is gathered beside it and renamed at once. Where the target is an empty directory,
/// which may be a mount of its own, it is gathered within, and its few entries are renamed one after the other, the
/// database last.
final class RestoredTree implements ArchiveSink, AutoCloseable {
    private static final String GATHERED_IN = "restoring.incomplete";

    private final Path target;
    private final Path aside;
    private final boolean within;
    private final boolean asRoot;
    private final List<ManifestLine> directories = new ArrayList<>();

    private RestoredTree(Path target, Path aside, boolean within, boolean asRoot) {
        this.target = target;
        this.aside = aside;
        this.within = within;
        this.asRoot = asRoot;
    }

    static RestoredTree beside(Path target) throws IOException {
        boolean within = Files.exists(target);
        Path aside = within
                ? target.resolve(GATHERED_IN)
                : target.resolveSibling("." + target.getFileName() + "." + GATHERED_IN);
        Files.createDirectories(aside.getParent());
        Durable.remove(aside);
        Files.createDirectory(
                aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        boolean asRoot = Files.getAttribute(aside, "unix:uid").equals(0);
        return new RestoredTree(target, aside, within, asRoot);
    }

    /// Owner and mode of a directory come last: its owner may be another than who writes into it now.
    @Override
    public void directory(ManifestLine entry) throws IOException {
        try {
            if (!entry.path().isEmpty()) {
                Files.createDirectory(aside.resolve(entry.path()));
            }
            directories.add(entry);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw new DamagedException("'" + entry.path() + "' comes twice, or before its directory.");
        }
    }

    @Override
    public OutputStream file(ManifestLine entry) throws IOException {
        Path path = aside.resolve(entry.path());
        try {
            OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            settle(path, entry);
            return out;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw new DamagedException("'" + entry.path() + "' comes twice, or before its directory.");
        }
    }

    private void settle(Path path, ManifestLine entry) throws IOException {
        if (asRoot) {
            Files.setAttribute(path, "unix:gid", (int) entry.gid());
            Files.setAttribute(path, "unix:uid", (int) entry.uid());
        }
        // Programs that take on their owner's rights are no data: the bits above 0777 are not restored.
        Files.setAttribute(path, "unix:mode", entry.mode() & 0777);
    }

    /// Syncs all and gives the tree its name. To be called once every byte is verified.
    void putInPlace() throws IOException {
        for (ManifestLine entry : directories.reversed()) {
            if (!entry.path().isEmpty()) {
                settle(aside.resolve(entry.path()), entry);
            }
        }
        Durable.syncTree(aside);
        if (within) {
            moveEntries();
            settleRoot(target);
        } else {
            settleRoot(aside);
            Durable.sync(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            Durable.syncNameOf(target);
        }
    }

    private void settleRoot(Path root) throws IOException {
        for (ManifestLine entry : directories) {
            if (entry.path().isEmpty()) {
                settle(root, entry);
            }
        }
    }

    private void moveEntries() throws IOException {
        List<Path> entries;
        try (Stream<Path> inside = Files.list(aside)) {
            entries = new ArrayList<>(inside.toList());
        }
        entries.sort(java.util.Comparator.comparing(path -> path.endsWith("database")));
        for (Path entry : entries) {
            Files.move(entry, target.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Durable.sync(target);
    }

    @Override
    public void close() throws IOException {
        Durable.remove(aside);
    }
}
