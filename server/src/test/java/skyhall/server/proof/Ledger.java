package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts objects one after the other and keeps account of those that were acknowledged.
final class Ledger {
    static final String BUCKET = "/ledger";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Map<String, Integer> acknowledged = new LinkedHashMap<>();
    private SignedClient server;
    private int next;

    Ledger(SignedClient server) throws IOException {
        this.server = server;
        assertThat(server.put(BUCKET, new byte[0]).status()).isEqualTo(200);
    }

    /// After a start of the server.
    void connect(SignedClient to) {
        server = to;
    }

    int size() {
        return acknowledged.size();
    }

    SignedClient.Answer put(int length) throws IOException {
        int number = next++;
        String target = BUCKET + "/object-" + number;
        SignedClient.Answer answer = server.put(target, Seeded.bytes(number, length));
        if (answer.status() == 200) {
            acknowledged.put(target, length);
        }
        return answer;
    }

    void puts(int count, int length) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(put(length).status()).isEqualTo(200);
        }
    }

    /// Puts until the server refuses, which it must do with 503 and a sentence.
    SignedClient.Answer untilRefused(int length, int most) throws IOException {
        for (int i = 0; i < most; i++) {
            SignedClient.Answer answer = put(length);
            if (answer.status() != 200) {
                assertThat(answer.text()).contains("<Code>ServiceUnavailable</Code>");
                assertThat(answer.status()).isEqualTo(503);
                return answer;
            }
        }
        throw new AssertionError(most + " puts of " + length + " bytes were all taken");
    }

    /// Everything acknowledged can be read and is whole.
    void allThere() throws IOException {
        for (Map.Entry<String, Integer> object : acknowledged.entrySet()) {
            long seed = Long.parseLong(object.getKey().substring((BUCKET + "/object-").length()));
            SignedClient.Answer answer = server.get(object.getKey());
            assertThat(answer.status()).as(object.getKey()).isEqualTo(200);
            assertThat(answer.body()).as(object.getKey()).isEqualTo(Seeded.bytes(seed, object.getValue()));
        }
    }

    /// The cause is gone: nobody restarts anything, and puts are taken again.
    void resumes(int length) {
        Await.until("puts are taken again", PATIENCE, () -> put(length).status() == 200);
    }
}
