package skyhall.platform.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.approval.DecisionOutcome.Decided;
import skyhall.platform.approval.DecisionOutcome.Refusal;
import skyhall.platform.approval.DecisionOutcome.Refused;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

/// Proposals and the decisions on them. Safe for many threads and processes: decisions on one proposal go one after
/// another under its row's lock, so the effect happens once however many approve at the same moment.
///
/// Who does what is recorded by the caller in `platform.audit`, in the same transaction.
public final class Approvals {
    private static final String SELECT = """
            SELECT p.*, (SELECT count(*) FROM platform.proposal_decision d WHERE d.proposal = p.id AND d.approves)
                   AS approvals
            FROM platform.proposal p WHERE p.organisation = :organisation""";

    private final Database database;
    private final InstantSource clock;
    private final MayDecide mayDecide;
    private final Map<String, ApprovalEffect> effects;

    /// @param effects by kind of proposal
    public Approvals(Database database, InstantSource clock, MayDecide mayDecide, Map<String, ApprovalEffect> effects) {
        this.database = database;
        this.clock = clock;
        this.mayDecide = mayDecide;
        this.effects = Map.copyOf(effects);
    }

    /// Makes a proposal, with the transaction that is open on this thread if one is.
    ///
    /// @throws IllegalArgumentException for a kind without an effect
    public Proposal propose(ProposalDraft draft) {
        if (!effects.containsKey(draft.kind())) {
            throw new IllegalArgumentException("no effect for proposals of kind " + draft.kind());
        }
        var now = clock.instant();
        long id = database.sql()
                .sql("""
                        INSERT INTO platform.proposal (organisation, kind, subject, payload, payload_sha256, proposer,
                               reason, persons_needed, state, proposed_at, expires_at)
                        VALUES (?, ?, ?, CAST(? AS json), ?, ?, ?, ?, 'open', ?, ?) RETURNING id""")
                .params(
                        draft.organisation().value(),
                        draft.kind(),
                        draft.subject(),
                        draft.payload(),
                        sha256(draft.payload()),
                        draft.proposer().value(),
                        draft.reason(),
                        draft.personsNeeded(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(draft.open())))
                .query(Long.class)
                .single();
        return find(draft.organisation(), id).orElseThrow();
    }

    public Optional<Proposal> find(OrganisationId organisation, long id) {
        return database.sql()
                .sql(SELECT + " AND p.id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(Proposal::read)
                .optional();
    }

    /// A page of an organisation's proposals, newest first, decided ones too.
    ///
    /// @param beforeId only those before this one; [Long#MAX_VALUE] for the newest
    public List<Proposal> list(OrganisationId organisation, long beforeId, int most) {
        return database.sql()
                .sql(SELECT + " AND p.id < :before ORDER BY p.id DESC LIMIT :most")
                .param("organisation", organisation.value())
                .param("before", beforeId)
                .param("most", most)
                .query(Proposal::read)
                .list();
    }

    /// Agrees. With the last approval that is needed the effect runs in the same transaction.
    public DecisionOutcome approve(OrganisationId organisation, long id, PrincipalId decider, String reason) {
        return decide(organisation, id, decider, reason, true);
    }

    /// Says no, which ends the proposal.
    public DecisionOutcome reject(OrganisationId organisation, long id, PrincipalId decider, String reason) {
        return decide(organisation, id, decider, reason, false);
    }

    private DecisionOutcome decide(
            OrganisationId organisation, long id, PrincipalId decider, String reason, boolean approves) {
        return database.transaction(() -> {
            Optional<Proposal> found = lock(organisation, id);
            Optional<Refusal> refusal =
                    found.isEmpty() ? Optional.of(Refusal.UNKNOWN) : refusal(found.get(), decider, approves);
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
            if (!write(id, decider, approves, reason)) {
                return new Refused(Refusal.CLOSED);
            }
            return new Decided(carryOn(find(organisation, id).orElseThrow(), approves));
        });
    }

    private Optional<Refusal> refusal(Proposal proposal, PrincipalId decider, boolean approves) {
        if (proposal.state() != ProposalState.OPEN) {
            return Optional.of(Refusal.CLOSED);
        }
        if (!proposal.expiresAt().isAfter(clock.instant())) {
            end(proposal, ProposalState.Event.EXPIRE);
            return Optional.of(Refusal.CLOSED);
        }
        if (proposal.proposer().equals(decider)) {
            return Optional.of(Refusal.OWN);
        }
        if (!mayDecide.mayDecide(decider, proposal)) {
            return Optional.of(Refusal.NOT_ALLOWED);
        }
        boolean intact = HexFormat.of().formatHex(sha256(proposal.payload())).equals(proposal.payloadSha256());
        return intact || !approves ? Optional.empty() : Optional.of(Refusal.TAMPERED);
    }

    private boolean write(long id, PrincipalId decider, boolean approves, String reason) {
        return database.sql()
                        .sql("""
                                INSERT INTO platform.proposal_decision VALUES (?, ?, ?, ?, ?)
                                ON CONFLICT (proposal, decider) DO NOTHING""")
                        .params(id, decider.value(), approves, reason, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private Proposal carryOn(Proposal proposal, boolean approves) {
        if (!approves) {
            return end(proposal, ProposalState.Event.REJECT);
        }
        int persons = 1 + proposal.approvals();
        if (persons < proposal.personsNeeded()) {
            return proposal;
        }
        Proposal approved = end(proposal, ProposalState.Event.APPROVE_LAST);
        ApprovalEffect effect = effects.get(proposal.kind());
        if (effect == null) {
            throw new IllegalStateException("no effect for proposals of kind " + proposal.kind());
        }
        effect.apply(approved);
        return approved;
    }

    /// Takes a proposal back; only its proposer may.
    public DecisionOutcome withdraw(OrganisationId organisation, long id, PrincipalId proposer) {
        return database.transaction(() -> {
            Optional<Proposal> found = lock(organisation, id);
            if (found.isEmpty()) {
                return new Refused(Refusal.UNKNOWN);
            }
            Proposal proposal = found.get();
            if (!proposal.proposer().equals(proposer)) {
                return new Refused(Refusal.OWN);
            }
            return proposal.state() == ProposalState.OPEN
                    ? new Decided(end(proposal, ProposalState.Event.WITHDRAW))
                    : new Refused(Refusal.CLOSED);
        });
    }

    /// Ends what nobody decided in time; to be called now and then. An overdue proposal cannot be approved before
    /// either.
    ///
    /// @return how many ended
    public int expire() {
        Timestamp now = Timestamp.from(clock.instant());
        return database.sql().sql("""
                        UPDATE platform.proposal SET state = 'expired', ended_at = :now WHERE id IN
                        (SELECT id FROM platform.proposal WHERE state = 'open' AND expires_at <= :now
                         FOR UPDATE SKIP LOCKED)""").param("now", now).update();
    }

    private Optional<Proposal> lock(OrganisationId organisation, long id) {
        database.sql()
                .sql("SELECT id FROM platform.proposal WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
        return find(organisation, id);
    }

    private Proposal end(Proposal proposal, ProposalState.Event event) {
        ProposalState state = proposal.state()
                .after(event)
                .orElseThrow(() -> new IllegalStateException(event + " cannot happen to " + proposal.state()));
        database.sql()
                .sql("UPDATE platform.proposal SET state = :state, ended_at = :now WHERE id = :id")
                .param("state", state.word())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", proposal.id())
                .update();
        return find(proposal.organisation(), proposal.id()).orElseThrow();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
