package skyhall.platform.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import skyhall.platform.approval.DecisionOutcome.Decided;
import skyhall.platform.approval.DecisionOutcome.Refusal;
import skyhall.platform.approval.DecisionOutcome.Refused;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

class ApprovalsTest {
    private static final OrganisationId CITY = new OrganisationId(7);
    private static final PrincipalId WANG = new PrincipalId(1);
    private static final PrincipalId LI = new PrincipalId(2);
    private static final PrincipalId ZHAO = new PrincipalId(3);
    private static final PrincipalId STRANGER = new PrincipalId(99);

    private Database database;
    private Approvals approvals;
    private Instant now = Instant.parse("2026-11-23T04:00:00Z");
    private boolean effectFails;

    @BeforeEach
    void noProposals() {
        database = TestDatabase.fresh("platform");
        database.sql().sql("CREATE TABLE platform.done (proposal bigint)").update();
        approvals = new Approvals(
                database, () -> now, (decider, _) -> !decider.equals(STRANGER), Map.of("test.erase", this::effect));
    }

    private void effect(Proposal proposal) {
        database.sql()
                .sql("INSERT INTO platform.done VALUES (?)")
                .param(proposal.id())
                .update();
        if (effectFails) {
            throw new IllegalStateException("the effect failed");
        }
    }

    private List<Long> done() {
        return database.sql()
                .sql("SELECT proposal FROM platform.done")
                .query(Long.class)
                .list();
    }

    private Proposal proposal(int persons) {
        return approvals.propose(new ProposalDraft(
                CITY, "test.erase", "bucket/a", "{ \"all\": true }", WANG, "it is old", persons, Duration.ofDays(2)));
    }

    private Proposal state(Proposal proposal) {
        return approvals.find(CITY, proposal.id()).orElseThrow();
    }

    @Test
    void anotherPersonApprovesAndTheEffectHappens() {
        Proposal proposal = proposal(2);
        assertThat(proposal.state()).isEqualTo(ProposalState.OPEN);
        assertThat(proposal.payload()).isEqualTo("{ \"all\": true }");
        assertThat(approvals.approve(CITY, proposal.id(), LI, "yes"))
                .isInstanceOfSatisfying(
                        Decided.class,
                        decided -> assertThat(decided.proposal().state()).isEqualTo(ProposalState.APPROVED));
        assertThat(done()).containsExactly(proposal.id());
        assertThat(approvals.approve(CITY, proposal.id(), ZHAO, "yes too")).isEqualTo(new Refused(Refusal.CLOSED));
        assertThat(approvals.reject(CITY, proposal.id(), ZHAO, "no")).isEqualTo(new Refused(Refusal.CLOSED));
        assertThat(approvals.withdraw(CITY, proposal.id(), WANG)).isEqualTo(new Refused(Refusal.CLOSED));
    }

    @Test
    void theProposerAndWhoHasNoRightDecideNothing() {
        Proposal proposal = proposal(2);
        assertThat(approvals.approve(CITY, proposal.id(), WANG, "mine")).isEqualTo(new Refused(Refusal.OWN));
        assertThat(approvals.approve(CITY, proposal.id(), STRANGER, "?")).isEqualTo(new Refused(Refusal.NOT_ALLOWED));
        assertThat(approvals.approve(new OrganisationId(8), proposal.id(), LI, "?"))
                .isEqualTo(new Refused(Refusal.UNKNOWN));
        assertThat(approvals.withdraw(CITY, proposal.id(), LI)).isEqualTo(new Refused(Refusal.OWN));
        assertThat(state(proposal).state()).isEqualTo(ProposalState.OPEN);
        assertThat(done()).isEmpty();
    }

    @Test
    void threePersonsMeansTwoOthersAndNobodyCountsTwice() {
        Proposal proposal = proposal(3);
        assertThat(approvals.approve(CITY, proposal.id(), LI, "yes"))
                .isInstanceOfSatisfying(
                        Decided.class,
                        decided -> assertThat(decided.proposal().approvals()).isOne());
        assertThat(approvals.approve(CITY, proposal.id(), LI, "yes!")).isEqualTo(new Refused(Refusal.CLOSED));
        assertThat(done()).isEmpty();
        approvals.approve(CITY, proposal.id(), ZHAO, "yes");
        assertThat(done()).containsExactly(proposal.id());
    }

    @Test
    void oneNoEndsIt() {
        Proposal proposal = proposal(3);
        approvals.approve(CITY, proposal.id(), LI, "yes");
        approvals.reject(CITY, proposal.id(), ZHAO, "no");
        assertThat(state(proposal).state()).isEqualTo(ProposalState.REJECTED);
        assertThat(done()).isEmpty();
    }

    @Test
    void theProposerTakesItBack() {
        Proposal proposal = proposal(2);
        assertThat(approvals.withdraw(CITY, proposal.id(), WANG)).isInstanceOf(Decided.class);
        assertThat(approvals.approve(CITY, proposal.id(), LI, "yes")).isEqualTo(new Refused(Refusal.CLOSED));
    }

    @Test
    void afterItsTimeNobodyApprovesWhetherItWasSweptOrNot() {
        Proposal first = proposal(2);
        now = now.plus(Duration.ofDays(2));
        assertThat(approvals.approve(CITY, first.id(), LI, "late")).isEqualTo(new Refused(Refusal.CLOSED));
        assertThat(state(first).state()).isEqualTo(ProposalState.EXPIRED);
        Proposal second = proposal(2);
        assertThat(approvals.expire()).isZero();
        now = now.plus(Duration.ofDays(2));
        assertThat(approvals.expire()).isOne();
        assertThat(state(second).state()).isEqualTo(ProposalState.EXPIRED);
        assertThat(done()).isEmpty();
    }

    @Test
    void anEffectThatFailsLeavesTheProposalOpenWithoutTheApproval() {
        Proposal proposal = proposal(2);
        effectFails = true;
        assertThatThrownBy(() -> approvals.approve(CITY, proposal.id(), LI, "yes"))
                .hasMessage("the effect failed");
        assertThat(state(proposal)).isEqualTo(proposal);
        effectFails = false;
        approvals.approve(CITY, proposal.id(), LI, "again");
        assertThat(done()).containsExactly(proposal.id());
    }

    @Test
    void theContentCannotBeChangedInTheOrdinaryWayAndAChangeBehindTheTriggerIsNoticed() {
        Proposal proposal = proposal(2);
        assertThatThrownBy(() -> database.sql()
                        .sql("UPDATE platform.proposal SET payload = '{\"all\":false}'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
        database.sql().sql("ALTER TABLE platform.proposal DISABLE TRIGGER USER").update();
        database.sql()
                .sql("UPDATE platform.proposal SET payload = '{\"all\":false}'")
                .update();
        database.sql().sql("ALTER TABLE platform.proposal ENABLE TRIGGER USER").update();
        assertThat(approvals.approve(CITY, proposal.id(), LI, "yes")).isEqualTo(new Refused(Refusal.TAMPERED));
        assertThat(approvals.reject(CITY, proposal.id(), LI, "no")).isInstanceOf(Decided.class);
        assertThat(done()).isEmpty();
    }

    @Test
    void ofManyWhoApproveAtTheSameMomentOneCompletesIt() throws Exception {
        Proposal proposal = proposal(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<DecisionOutcome>> deciders = LongStream.range(10, 26)
                    .<Callable<DecisionOutcome>>mapToObj(
                            id -> () -> approvals.approve(CITY, proposal.id(), new PrincipalId(id), "yes"))
                    .toList();
            List<Future<DecisionOutcome>> outcomes = threads.invokeAll(deciders);
            int decided = 0;
            for (Future<DecisionOutcome> outcome : outcomes) {
                decided += outcome.get() instanceof Decided ? 1 : 0;
            }
            assertThat(decided).isEqualTo(2);
        }
        assertThat(done()).containsExactly(proposal.id());
    }

    @Test
    void listsGoByPageAndAKindWithoutAnEffectCannotBeProposed() {
        long first = proposal(2).id();
        long second = proposal(2).id();
        assertThat(approvals.list(CITY, Long.MAX_VALUE, 9))
                .extracting(Proposal::id)
                .containsExactly(second, first);
        assertThat(approvals.list(CITY, second, 9)).extracting(Proposal::id).containsExactly(first);
        ProposalDraft unknown = new ProposalDraft(CITY, "test.other", "s", "{}", WANG, "r", 2, Duration.ofDays(1));
        assertThatThrownBy(() -> approvals.propose(unknown)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Refusal.OWN.fault().code()).isEqualTo("SKY-1142");
    }
}
