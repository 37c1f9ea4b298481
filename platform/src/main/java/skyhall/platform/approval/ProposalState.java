package skyhall.platform.approval;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a proposal stands. The lifecycle is [#TABLE]; `ProposalStateTest` prints it.
public enum ProposalState {
    /// It waits for decisions.
    OPEN,
    /// Enough persons agreed and the effect is committed.
    APPROVED,
    /// One person who may decide said no.
    REJECTED,
    /// Its proposer took it back.
    WITHDRAWN,
    /// Its time ran out.
    EXPIRED;

    /// What can happen to a proposal.
    public enum Event {
        /// One approval of several that are needed.
        APPROVE,
        /// The approval that completes the number.
        APPROVE_LAST,
        REJECT,
        WITHDRAW,
        EXPIRE
    }

    private static final Map<ProposalState, Map<Event, ProposalState>> TABLE = new EnumMap<>(Map.of(
            OPEN,
            Map.of(
                    Event.APPROVE, OPEN,
                    Event.APPROVE_LAST, APPROVED,
                    Event.REJECT, REJECTED,
                    Event.WITHDRAW, WITHDRAWN,
                    Event.EXPIRE, EXPIRED),
            APPROVED,
            Map.of(),
            REJECTED,
            Map.of(),
            WITHDRAWN,
            Map.of(),
            EXPIRED,
            Map.of()));

    /// The state after the event, or empty when the event cannot happen here.
    public Optional<ProposalState> after(Event event) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(event));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
