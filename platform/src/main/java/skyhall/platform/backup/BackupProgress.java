package skyhall.platform.backup;

/// Is told how a backup goes on, on the thread that works; must not wait.
@FunctionalInterface
public interface BackupProgress {
    /// For who does not want to know.
    BackupProgress NONE = (_, _) -> {};

    /// After each file: how many files and bytes are done.
    void done(long files, long bytes);
}
