package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the clients of one life of the process put and delete: through [BlobKeeper], or with a mutant's mistake.
final class SimulatedClients {
    private final VolumeSimulation world;
    private final Mutant mutant;
    private final BlobStore store;
    private final BlobKeeper keeper;
    private final List<Runnable> afterAnswer = new ArrayList<>();

    SimulatedClients(VolumeSimulation world, Mutant mutant, BlobStore store, InFlight inFlight) {
        this.world = world;
        this.mutant = mutant;
        this.store = store;
        this.keeper = new BlobKeeper(store, inFlight);
    }

    /// @return whether the put was answered with success
    boolean put(String key, List<Long> contentSeeds) {
        CommitStep<Boolean, RuntimeException> commit =
                blobs -> world.commit(key, new SimulatedIndex.Row(blobs, contentSeeds));
        List<BlobSource<RuntimeException>> sources = new ArrayList<>();
        contentSeeds.forEach(seed -> sources.add(draft -> write(draft, seed)));
        return switch (mutant) {
            case ACKNOWLEDGED_BEFORE_COMMIT -> putThenCommitLater(sources, commit);
            case COMMITTED_BEFORE_SEAL -> commitThenSeal(sources, commit);
            case BLOB_DELETED_AFTER_UNKNOWN_COMMIT -> putOrDelete(sources, commit);
            case OLD_BLOB_DELETED_BEFORE_COMMIT -> {
                SimulatedIndex.Row old = world.index().row(key);
                yield keeper.keepAll(sources, blobs -> deleteThenCommit(old, blobs, commit));
            }
            default -> keeper.keepAll(sources, commit);
        };
    }

    /// What a mutant still owes after it has answered.
    void afterAnswer() {
        List<Runnable> owed = List.copyOf(afterAnswer);
        afterAnswer.clear();
        owed.forEach(Runnable::run);
    }

    private static void write(BlobDraft draft, long seed) {
        byte[] bytes = VolumeSimulation.content(seed);
        int half = bytes.length / 2;
        draft.write(bytes, 0, half);
        draft.write(bytes, half, bytes.length - half);
    }

    private boolean putThenCommitLater(
            List<BlobSource<RuntimeException>> sources, CommitStep<Boolean, RuntimeException> commit) {
        List<KeptBlob> kept = keeper.keepAll(sources, blobs -> blobs);
        afterAnswer.add(() -> {
            try {
                commit.commit(kept);
            } catch (SimulatedIndex.OutcomeUnknown _) {
                // the client was answered long ago
            }
        });
        return true;
    }

    private boolean commitThenSeal(
            List<BlobSource<RuntimeException>> sources, CommitStep<Boolean, RuntimeException> commit) {
        List<BlobDraft> drafts = new ArrayList<>();
        try {
            List<KeptBlob> blobs = new ArrayList<>();
            for (BlobSource<RuntimeException> source : sources) {
                BlobDraft draft = store.draft();
                drafts.add(draft);
                source.writeTo(draft);
                blobs.add(new KeptBlob(draft.id(), draft.sizeBytes()));
            }
            boolean done = commit.commit(blobs);
            drafts.forEach(BlobDraft::seal);
            return done;
        } finally {
            drafts.forEach(BlobDraft::close);
        }
    }

    private boolean putOrDelete(
            List<BlobSource<RuntimeException>> sources, CommitStep<Boolean, RuntimeException> commit) {
        Set<BlobId> kept = new HashSet<>();
        try {
            return keeper.keepAll(sources, blobs -> {
                blobs.forEach(blob -> kept.add(blob.id()));
                return commit.commit(blobs);
            });
        } catch (SimulatedIndex.OutcomeUnknown e) {
            kept.forEach(store::delete);
            throw e;
        }
    }

    private boolean deleteThenCommit(
            SimulatedIndex.@Nullable Row old, List<KeptBlob> blobs, CommitStep<Boolean, RuntimeException> commit) {
        if (old != null) {
            old.blobs().forEach(blob -> store.delete(blob.id()));
        }
        return commit.commit(blobs);
    }
}
