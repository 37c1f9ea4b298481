package skyhall.storage.journal;

/// Where administrative calls are written down. `server` joins it with the audit record.
public interface BucketJournal {
    /// Something was done. Called inside the transaction of the change: what it writes commits with it or not at all.
    void done(JournalEntry entry);

    /// Something was refused to a caller who is known. Nothing was changed, no transaction is open.
    void refused(JournalEntry entry);
}
