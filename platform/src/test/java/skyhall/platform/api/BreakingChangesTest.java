package skyhall.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each test takes the released API on the left, changes one thing, and reads the sentence.
final class BreakingChangesTest {
    enum Two {
        A,
        B
    }

    enum One {
        A
    }

    record Inner(String text) {}

    record Answer(String name, Optional<String> note, Inner inner) {}

    record Body(String name, Optional<Two> kind) {}

    private static final Endpoint READ = Endpoint.get("/api/v1/things", Answer.class, "Reads.");
    private static final Endpoint WRITE = Endpoint.post("/api/v1/things", Body.class, Answer.class, "Writes.");

    @Test
    void whatOnlyAddsBreaksNothing() {
        record WiderAnswer(String name, Optional<String> note, Inner inner, int more) {}
        record WiderBody(String name, Optional<Two> kind, Optional<String> more) {}
        assertThat(changes(
                        List.of(READ, WRITE),
                        List.of(
                                Endpoint.get("/api/v1/things", WiderAnswer.class, "Reads."),
                                Endpoint.post("/api/v1/things", WiderBody.class, WiderAnswer.class, "Writes."),
                                Endpoint.get("/api/v1/others", Inner.class, "New."))))
                .isEmpty();
        assertThat(changes(List.of(READ), List.of(READ))).isEmpty();
    }

    @Test
    void aGoneOperationBreaks() {
        assertThat(changes(List.of(READ, WRITE), List.of(READ))).containsExactly("POST /api/v1/things is gone.");
        assertThat(changes(List.of(READ), List.of())).containsExactly("GET /api/v1/things is gone.");
    }

    @Test
    void aGoneOrOtherFieldOfAnAnswerBreaks() {
        record OtherInner(int text) {}
        record OtherAnswer(Optional<String> note, Optional<String> name, OtherInner inner) {}
        record Less(String name, Inner inner) {}
        assertThat(changes(List.of(READ), List.of(Endpoint.get("/api/v1/things", OtherAnswer.class, "Reads."))))
                .containsExactly(
                        "GET /api/v1/things answer.inner.text was string and is integer (int32) now.",
                        "GET /api/v1/things answer may leave out the field 'name' now.");
        assertThat(changes(List.of(READ), List.of(Endpoint.get("/api/v1/things", Less.class, "Reads."))))
                .containsExactly("GET /api/v1/things answer lost the field 'note'.");
    }

    @Test
    void aRequestThatIsRefusedNowBreaks() {
        record StricterBody(String name, Optional<One> kind, String owner) {}
        assertThat(changes(
                        List.of(WRITE),
                        List.of(Endpoint.post("/api/v1/things", StricterBody.class, Answer.class, "Writes."))))
                .containsExactly(
                        "POST /api/v1/things request.kind refuses the word 'B' now.",
                        "POST /api/v1/things request requires the field 'owner' now.");
    }

    @Test
    void aParameterThatIsRequiredNowOrGoneBreaks() {
        assertThat(changes(List.of(WRITE), List.of(WRITE.once())))
                .containsExactly("POST /api/v1/things requires the parameter 'Idempotency-Key' now.");
        assertThat(changes(List.of(READ.inPages()), List.of(READ)))
                .contains(
                        "GET /api/v1/things lost the parameter 'cursor'.",
                        "GET /api/v1/things answer lost the field 'items'.");
    }

    private static List<String> changes(List<Endpoint> released, List<Endpoint> present) {
        return BreakingChanges.between(OpenApi.describe("T", "1", released), OpenApi.describe("T", "1", present));
    }
}
