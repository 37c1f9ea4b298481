package skyhall.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RequestScopeTest {
    private static final RequestId OUTER = new RequestId("0123456789ABCDEF");
    private static final RequestId INNER = new RequestId("FFFFFFFFFFFFFFFF");

    @Test
    void theIdIsBoundInsideAndGoneOutside() {
        RequestScope.run(OUTER, () -> {
            assertThat(RequestScope.current()).contains(OUTER);
            assertThat(MDC.get("request")).isEqualTo("0123456789ABCDEF");
        });
        assertThat(RequestScope.current()).isEmpty();
        assertThat(MDC.get("request")).isNull();
    }

    @Test
    void anInnerScopeGivesTheOuterOneBack() {
        RequestScope.run(OUTER, () -> {
            RequestScope.run(INNER, () -> assertThat(MDC.get("request")).isEqualTo(INNER.text()));
            assertThat(MDC.get("request")).isEqualTo(OUTER.text());
        });
    }

    @Test
    void whatTheWorkThrowsComesOutAndTheIdIsGone() {
        assertThatThrownBy(() -> RequestScope.call(OUTER, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class);
        assertThat(MDC.get("request")).isNull();
    }

    @Test
    void aStrangersIdIsTakenOnlyInOurForm() {
        assertThat(RequestId.parse("0123456789ABCDEF")).contains(OUTER);
        assertThat(RequestId.parse("0123456789abcdef")).isEmpty();
        assertThat(RequestId.parse("0123456789ABCDEF\nforged line")).isEmpty();
        assertThatThrownBy(() -> new RequestId("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void newIdsHaveOurForm() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            assertThat(RequestId.parse(RequestId.next(random).text())).isPresent();
        }
    }
}
