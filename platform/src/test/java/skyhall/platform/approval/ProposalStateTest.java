package skyhall.platform.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProposalStateTest {
    @Test
    void theLifecycleIsThisTable() {
        String table = Arrays.stream(ProposalState.values())
                .map(state -> state + ":"
                        + Arrays.stream(ProposalState.Event.values())
                                .flatMap(event -> state.after(event).map(next -> " " + event + "=" + next).stream())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        assertThat(table).isEqualTo("""
                        OPEN: APPROVE=OPEN APPROVE_LAST=APPROVED REJECT=REJECTED WITHDRAW=WITHDRAWN EXPIRE=EXPIRED
                        APPROVED:
                        REJECTED:
                        WITHDRAWN:
                        EXPIRED:""");
    }
}
