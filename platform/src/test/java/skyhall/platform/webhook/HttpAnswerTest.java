package skyhall.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theOrdinaryAnswersAreRead() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore")).isEqualTo(new HttpAnswer(200, "ok"));
        assertThat(read("HTTP/1.0 500 Oh\r\n\r\nto the end")).isEqualTo(new HttpAnswer(500, "to the end"));
        assertThat(read("HTTP/1.1 204\n\n")).isEqualTo(new HttpAnswer(204, ""));
        assertThat(
                        read(
                                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 A\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\n\r\n"))
                .isEqualTo(new HttpAnswer(202, "abc"));
        assertThat(read("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000)).text()).hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-x\r\n", "HTTP/1.1 20", "HTTP/1.1 999 x\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b"})
    void whatIsNoAnswerIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void anEndlessHeadIsRefused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(10_000)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 200 " + "x".repeat(100_000))).isInstanceOf(IOException.class);
    }

    @Test
    void randomBytesNeverDoWorseThanAnExceptionOfTheExpectedKinds() {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nff\r\n"
                            + "x".repeat(40))
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                HttpAnswer.read(new ByteArrayInputStream(bytes));
            } catch (IOException | NumberFormatException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void aSignatureHoldsForItsSecretItsBodyAndItsTime() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        Duration minutes = Duration.ofMinutes(5);
        String header = WebhookSignature.header(now, List.of("new", "old"), body);
        assertThat(WebhookSignature.isValid(header, "new", body, now, minutes)).isTrue();
        assertThat(WebhookSignature.isValid(header, "old", body, now.plusSeconds(299), minutes))
                .isTrue();
        assertThat(WebhookSignature.isValid(header, "other", body, now, minutes))
                .isFalse();
        assertThat(WebhookSignature.isValid(header, "new", new byte[] {1}, now, minutes))
                .isFalse();
        assertThat(WebhookSignature.isValid(header, "new", body, now.plusSeconds(301), minutes))
                .isFalse();
        assertThat(WebhookSignature.isValid("nonsense", "new", body, now, minutes))
                .isFalse();
        assertThat(WebhookSignature.isValid(header.replace("t=17", "t=18"), "new", body, now, minutes))
                .isFalse();
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac new
        assertThat(header)
                .startsWith("t=1700000000,v1=3059c989fa84162df0f97ac049f47ef3901cb2d0450da51db83334ebd411d775");
    }
}
