package skyhall.server.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skyhall.server.proof.KeyStory.State;

/// One client of the kill test: writes, overwrites and deletes its own keys in two buckets, one of them
/// versioned, and
/// remembers what was answered.
final class KillClient {
    static final String PLAIN = "kill-plain";
    static final String VERSIONED = "kill-versioned";
    private static final int KEYS = 24;
    private static final int MINIMUM_PART = 5 << 20;

    private final SplittableRandom random;
    private final List<KeyStory> stories = new ArrayList<>();
    private final AtomicInteger putsAcknowledged = new AtomicInteger();
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    private @Nullable SignedClient client;

    KillClient(int number, long seed) {
        random = new SplittableRandom(seed * 1000 + number);
        for (int i = 0; i < KEYS; i++) {
            String bucket = i % 3 == 0 ? VERSIONED : PLAIN;
            stories.add(new KeyStory("/" + bucket + "/client-" + number + "/key-" + i));
        }
    }

    void connect(SignedClient to) {
        client = to;
    }

    private SignedClient server() {
        return java.util.Objects.requireNonNull(client);
    }

    List<KeyStory> stories() {
        return stories;
    }

    int putsAcknowledged() {
        return putsAcknowledged.get();
    }

    /// Something that the server should never have said; empty when all is well.
    String complaint() {
        String found = complaint.get();
        return found == null ? "" : found;
    }

    /// One request, or the few of a multipart upload.
    void step() {
        KeyStory story = stories.get(random.nextInt(stories.size()));
        int dice = random.nextInt(100);
        try {
            if (dice < 15) {
                delete(story);
            } else if (dice < 25) {
                multipart(story);
            } else {
                put(story);
            }
        } catch (IOException e) {
            // The line broke: what was asked is in doubt, and stays so until the server is looked at.
        }
    }

    private void put(KeyStory story) throws IOException {
        State wanted = new State(random.nextLong(), length());
        story.asked(wanted);
        heard(story, server().put(story.target(), wanted.bytes()), 200);
    }

    private void delete(KeyStory story) throws IOException {
        story.asked(State.ABSENT);
        heard(story, server().send("DELETE", story.target(), new byte[0]), 204);
    }

    /// In one part or two; the first of two has the least size that S3 allows.
    private void multipart(KeyStory story) throws IOException {
        SignedClient.Answer begun = server().send("POST", story.target() + "?uploads=", new byte[0]);
        if (begun.status() != 200) {
            refusedForNow(begun);
            return;
        }
        int first = random.nextInt(5) == 0 ? MINIMUM_PART : 0;
        State wanted = new State(random.nextLong(), first + length());
        byte[] bytes = wanted.bytes();
        List<String> tags = new ArrayList<>();
        for (int at = 0, number = 1; at < bytes.length; number++) {
            int end = at == 0 && first > 0 ? first : bytes.length;
            SignedClient.Answer part = server().put(
                            story.target() + "?partNumber=" + number + "&uploadId=" + begun.element("UploadId"),
                            Arrays.copyOfRange(bytes, at, end));
            if (part.status() != 200) {
                refusedForNow(part);
                return;
            }
            tags.add(part.header("ETag"));
            at = end;
        }
        story.asked(wanted);
        heard(story, server().send("POST", story.target() + "?uploadId=" + begun.element("UploadId"), list(tags)), 200);
    }

    private static byte[] list(List<String> tags) {
        StringBuilder text = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            text.append("<Part><PartNumber>")
                    .append(i + 1)
                    .append("</PartNumber><ETag>")
                    .append(tags.get(i));
            text.append("</ETag></Part>");
        }
        return (text + "</CompleteMultipartUpload>").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void heard(KeyStory story, SignedClient.Answer answer, int wanted) {
        if (answer.status() == wanted && !answer.text().contains("<Error>")) {
            story.acknowledged(answer.header("x-amz-version-id"));
            if (wanted == 200) {
                putsAcknowledged.incrementAndGet();
            }
        } else {
            refusedForNow(answer); // in doubt: the database may have died while it committed
        }
    }

    /// While the database is away, 503 is the only answer; whatever else comes is a mistake of the
    /// server.
    private void refusedForNow(SignedClient.Answer answer) {
        boolean saidInTheBody = answer.status() == 200 && answer.text().contains("<Code>ServiceUnavailable</Code>");
        if (answer.status() != 503 && !saidInTheBody) {
            complaint.compareAndSet(null, answer.status() + " " + answer.text());
        }
    }

    /// Half of all fit into a row; most of the others are small files, and some are as long as 3 MiB.
    private int length() {
        int dice = random.nextInt(100);
        if (dice < 50) {
            return 1 + random.nextInt(16 << 10);
        }
        return dice < 88 ? 1 + random.nextInt(200 << 10) : 1 + random.nextInt(3 << 20);
    }
}
