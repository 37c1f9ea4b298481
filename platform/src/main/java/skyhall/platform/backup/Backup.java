package skyhall.platform.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import skyhall.platform.database.DataDirectoryLock;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Writes, verifies and restores cold backups of a data directory.
///
/// The archive and the restored directory appear whole or not at all: both are written aside, synced, and renamed.
/// An archive holds passwords and keys, so only its owner may read it (mode 0600); it is not encrypted.
public final class Backup {
    /// Said with every backup and restore of a server whose database is external.
    static final String EXTERNAL_DATABASE = "The database is external and not in this backup: dump it with pg_dump"
            + " while the server stands still, and keep the dump with this file.";

    private final InstantSource clock;
    private final String productVersion;

    /// @param productVersion recorded in the archive, such as `0.1.0`
    public Backup(InstantSource clock, String productVersion) {
        this.clock = clock;
        this.productVersion = productVersion;
    }

    /// Writes `dataDirectory` into the new file `target`. Holds the directory's lock meanwhile, so no server can start.
    ///
    /// @return Written, InUse, TargetInUse or NotPossible
    /// @throws UncheckedIOException when a disk refuses; nothing is left at `target`
    public BackupOutcome write(Path dataDirectory, Path target, BackupProgress progress) {
        Path archive = target.toAbsolutePath().normalize();
        if (Files.exists(archive)) {
            return new BackupOutcome.TargetInUse(archive);
        }
        if (!Files.isDirectory(dataDirectory)) {
            return new BackupOutcome.NotPossible(dataDirectory + " is no directory.");
        }
        try (DataDirectoryLock lock = DataDirectoryLock.acquire(dataDirectory)) {
            if (liesIn(archive, lock.directory())) {
                return new BackupOutcome.NotPossible("The backup cannot lie in the directory that it keeps.");
            }
            List<Long> running = lock.postgresProcesses();
            return running.isEmpty()
                    ? writeLocked(lock.directory(), archive, progress)
                    : new BackupOutcome.InUse("PostgreSQL still runs in it: processes " + running + ".");
        } catch (FaultException e) {
            if (e.fault() == PlatformFault.DATA_DIRECTORY_IN_USE) {
                return new BackupOutcome.InUse(e.detail());
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("the backup was not written", e);
        }
    }

    /// Also by way of a symbolic link.
    private static boolean liesIn(Path archive, Path directory) throws IOException {
        Path parent = archive.getParent();
        return parent == null || parent.toRealPath().startsWith(directory);
    }

    private BackupOutcome writeLocked(Path directory, Path archive, BackupProgress progress) throws IOException {
        Path aside = archive.resolveSibling(archive.getFileName() + ".writing");
        Files.deleteIfExists(aside);
        try {
            ArchiveWriter writer =
                    new ArchiveWriter(directory, productVersion, clock.instant().toString(), progress);
            BackupContent content = writer.write(aside);
            Durable.sync(aside);
            Files.move(aside, archive, StandardCopyOption.ATOMIC_MOVE);
            Durable.syncNameOf(archive);
            return new BackupOutcome.Written(archive, content, remark(content));
        } catch (NotPossibleException e) {
            return new BackupOutcome.NotPossible(e.reason());
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static String remark(BackupContent content) {
        return content.embeddedDatabase() ? "" : EXTERNAL_DATABASE;
    }

    /// Reads every byte of `archive` and compares it with the manifest.
    ///
    /// @return Sound or Damaged
    /// @throws UncheckedIOException when the file cannot be opened
    public BackupOutcome verify(Path archive, BackupProgress progress) {
        try {
            return new BackupOutcome.Sound(new ArchiveReader(archive, progress).read(ArchiveSink.NOWHERE));
        } catch (DamagedException e) {
            return new BackupOutcome.Damaged(e.reason());
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be read", e);
        }
    }

    /// Puts the content of `archive` in place as `directory`, which must be absent or empty. Modes are restored;
    /// owners too when we are root, else all belongs to us. Everything is verified before anything is in place.
    ///
    /// @return Restored, TargetInUse or Damaged
    /// @throws UncheckedIOException when a disk refuses
    public BackupOutcome restore(Path archive, Path directory, BackupProgress progress) {
        Path target = directory.toAbsolutePath().normalize();
        try {
            if (Files.exists(target) && !(Files.isDirectory(target) && Durable.isEmptyDirectory(target))) {
                return new BackupOutcome.TargetInUse(target);
            }
            try (RestoredTree tree = RestoredTree.beside(target)) {
                BackupContent content = new ArchiveReader(archive, progress).read(tree);
                tree.putInPlace();
                return new BackupOutcome.Restored(target, content, remark(content));
            }
        } catch (DamagedException e) {
            return new BackupOutcome.Damaged(e.reason());
        } catch (IOException e) {
            throw new UncheckedIOException("the backup was not restored", e);
        }
    }
}
