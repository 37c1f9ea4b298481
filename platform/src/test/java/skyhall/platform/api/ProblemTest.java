package skyhall.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.log.RequestId;

final class ProblemTest {
    private static final Optional<RequestId> REQUEST = Optional.of(new RequestId("00000000000000AF"));

    @Test
    void aRefusalSaysWhatIsWrongWhoseMoveItIsAndWhatToDo() {
        Problem problem = Problem.of(new FaultException(PlatformFault.LIMIT_MALFORMED, "It was 0."), REQUEST);
        assertThat(problem)
                .isEqualTo(new Problem(
                        "urn:skyhall:fault:SKY-1211",
                        "The limit is not a number in the allowed range.",
                        400,
                        Optional.of("It was 0."),
                        "SKY-1211",
                        "caller",
                        "Ask for at least 1 and at most 1000.",
                        Optional.of("urn:skyhall:request:00000000000000AF")));
    }

    @Test
    void theDetailOfOurOwnMistakeStaysInTheLog() {
        Problem problem = Problem.of(new FaultException(PlatformFault.INTERNAL, "row 7 of table x"), Optional.empty());
        assertThat(problem.detail()).isEmpty();
        assertThat(problem.instance()).isEmpty();
        assertThat(problem.status()).isEqualTo(500);
    }

    @Test
    void aRetirementIsSaidInHeadersAndGivesHalfAYear() {
        Instant since = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(new Retirement(since, Instant.parse("2027-09-01T00:00:00Z"), "/api/v2/faults").headers())
                .containsEntry("Deprecation", "@1798761600")
                .containsEntry("Sunset", "Wed, 1 Sep 2027 00:00:00 GMT")
                .containsEntry("Link", "</api/v2/faults>; rel=\"successor-version\"");
        assertThatThrownBy(() -> new Retirement(since, Instant.parse("2027-06-29T00:00:00Z"), "/api/v2/faults"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
