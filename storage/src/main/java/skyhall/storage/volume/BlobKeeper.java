package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.List;

/// The order of a put: bytes written, bytes sealed, row committed, and only then answered.
///
/// So a row never names bytes that are not there, whatever fails in between; what can be left behind are bytes that
/// no row names, and those are the [Collector]'s. When the commit throws, its outcome may be unknown (the connection
/// went away while the database was committing), so the blob is never deleted here: if the row is there after all,
/// so are its bytes. `VolumeSimulationTest` and its mutants watch over this order.
public final class BlobKeeper {
    private final BlobStore store;
    private final InFlight inFlight;

    public BlobKeeper(BlobStore store, InFlight inFlight) {
        this.store = store;
        this.inFlight = inFlight;
    }

    /// Keeps one blob and returns what the commit said.
    ///
    /// @throws VolumeRefusal when the bytes could not be kept; the commit was not run
    /// @throws X from the source or the commit
    public <T, X extends Exception> T keep(BlobSource<? extends X> source, CommitStep<T, ? extends X> commit) throws X {
        return keepAll(List.of(source), commit);
    }

    /// Keeps several blobs that are named by one commit: all of them or none.
    ///
    /// @throws VolumeRefusal when the bytes of any could not be kept; the commit was not run
    /// @throws X from a source or the commit
    public <T, X extends Exception> T keepAll(
            List<? extends BlobSource<? extends X>> sources, CommitStep<T, ? extends X> commit) throws X {
        List<InFlight.Hold> holds = new ArrayList<>();
        try {
            List<KeptBlob> kept = new ArrayList<>();
            for (BlobSource<? extends X> source : sources) {
                kept.add(seal(source, holds));
            }
            return commit.commit(List.copyOf(kept));
        } finally {
            // Only now, when the commit is over, may the collector judge these blobs by the index alone.
            holds.forEach(InFlight.Hold::close);
        }
    }

    private <X extends Exception> KeptBlob seal(BlobSource<? extends X> source, List<InFlight.Hold> holds) throws X {
        try (BlobDraft draft = store.draft()) {
            holds.add(inFlight.hold(List.of(draft.id())));
            source.writeTo(draft);
            draft.seal();
            return new KeptBlob(draft.id(), draft.sizeBytes());
        }
    }
}
