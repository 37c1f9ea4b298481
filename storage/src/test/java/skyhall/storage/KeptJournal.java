package skyhall.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;

/// A journal in memory, for tests. It insists on the transaction that an entry of something done stands in.
public final class KeptJournal implements BucketJournal {
    public final List<JournalEntry> done = new CopyOnWriteArrayList<>();
    public final List<JournalEntry> refused = new CopyOnWriteArrayList<>();

    @Override
    public void done(JournalEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("nothing is done outside a transaction: " + entry);
        }
        done.add(entry);
    }

    @Override
    public void refused(JournalEntry entry) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a refusal would vanish with this transaction: " + entry);
        }
        refused.add(entry);
    }
}
