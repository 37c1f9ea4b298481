package skyhall.storage.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.storage.Depot;
import skyhall.storage.InParts;
import skyhall.storage.Together;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.DeleteOutcome;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.listing.From;
import skyhall.storage.object.PutOutcome;

/// Requests about one upload at the same moment: each is answered as if they had come one after the
/// other.
final class UploadRacesTest {
    private static final int ROUNDS = 25;

    @TempDir
    Path folder;

    private Depot depot;
    private InParts uploads;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
        uploads = new InParts(depot);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void completeOrAbortButNotBoth() throws Exception {
        Bucket bucket = depot.bucket("either", Versioning.NEVER);
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            OpenUpload upload = uploads.begin(bucket, key);
            Part part = uploads.part(upload, 1, Depot.large(key));
            List<Object> answers = Together.run(
                    2, i -> i == 0 ? () -> uploads.complete(bucket, upload, part) : () -> depot.uploads.abort(upload));
            boolean aborted = (boolean) answers.get(1);
            if (aborted) {
                assertThat(answers.getFirst()).isEqualTo(new CompletionOutcome.Gone());
                assertThat(depot.text(bucket, key)).isEqualTo("absent");
                assertThat(depot.uploads.parts(upload, 0, 10)).isEmpty();
            } else {
                assertThat(answers.getFirst()).isInstanceOf(CompletionOutcome.Done.class);
                assertThat(depot.text(bucket, key)).isEqualTo(Depot.large(key));
                done++;
            }
        }
        depot.collectEverything();
        assertThat(depot.files()).isEqualTo(done);
        assertThat(depot.count("storage.part")).isEqualTo(done);
    }

    @RepeatedTest(5)
    void manyCompletionsMakeOneVersionAndTellTheSame() throws Exception {
        Bucket bucket = depot.bucket("once", Versioning.ENABLED);
        OpenUpload upload = uploads.begin(bucket, "k");
        Part part = uploads.part(upload, 1, "text");
        List<CompletionOutcome> answers = Together.run(8, _ -> () -> uploads.complete(bucket, upload, part));
        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(answers.getFirst()).isInstanceOf(CompletionOutcome.Done.class);
        assertThat(depot.listings
                        .versions(bucket, "", "", new From.Beginning(), 10)
                        .items())
                .hasSize(1);
        assertThat(depot.count("platform.outbox")).as("one event").isEqualTo(1);
    }

    /// A part of the same number comes in while the upload is completed: the object is of one of
    /// them, whole, and the answers say of which.
    @Test
    void aPartThatIsReplacedMeanwhileIsInOrOut() throws Exception {
        Bucket bucket = depot.bucket("replaced", Versioning.NEVER);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            OpenUpload upload = uploads.begin(bucket, key);
            Part part = uploads.part(upload, 1, Depot.large("first"));
            List<Object> answers = Together.run(
                    2,
                    i -> i == 0
                            ? () -> uploads.complete(bucket, upload, part)
                            : () -> uploads.tryPart(upload, 1, bytes(Depot.large("second"))));
            boolean late = ((Optional<?>) answers.get(1)).isEmpty();
            if (late) {
                assertThat(answers.getFirst()).isInstanceOf(CompletionOutcome.Done.class);
                assertThat(depot.text(bucket, key)).isEqualTo(Depot.large("first"));
            } else {
                assertThat(answers.getFirst()).isEqualTo(new CompletionOutcome.WrongPart(1));
                assertThat(depot.text(bucket, key)).isEqualTo("absent");
                depot.uploads.abort(upload);
            }
        }
    }

    @Test
    void partsThatComeInWhileTheUploadIsAbortedLeaveNothing() throws Exception {
        Bucket bucket = depot.bucket("late", Versioning.NEVER);
        for (int round = 0; round < ROUNDS; round++) {
            OpenUpload upload = uploads.begin(bucket, "k");
            List<Object> answers = Together.run(
                    5,
                    i -> i == 0
                            ? () -> depot.uploads.abort(upload)
                            : () -> uploads.tryPart(upload, i, bytes(Depot.large("p" + i))));
            assertThat(answers.getFirst()).isEqualTo(true);
            assertThat(depot.uploads.parts(upload, 0, 10)).isEmpty();
        }
        assertThat(depot.count("storage.part")).isZero();
        depot.collectEverything();
        assertThat(depot.files()).isZero();
    }

    @Test
    void partsOfOtherNumbersNeverComeBetween() throws Exception {
        Bucket bucket = depot.bucket("others", Versioning.NEVER);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            OpenUpload upload = uploads.begin(bucket, key);
            Part part = uploads.part(upload, 1, "chosen");
            Together.run(
                    4,
                    i -> i == 0
                            ? () -> uploads.complete(bucket, upload, part)
                            : () -> uploads.tryPart(upload, 1 + i, bytes("stray")));
            assertThat(depot.text(bucket, key)).isEqualTo("chosen");
            assertThat(depot.uploads.parts(upload, 0, 10)).containsExactly(part);
        }
    }

    @Test
    void twoUploadsOfOneKeyLeaveOneObjectAndOneSetOfFiles() throws Exception {
        Bucket bucket = depot.bucket("rivals", Versioning.NEVER);
        for (int round = 0; round < ROUNDS; round++) {
            List<OpenUpload> rivals = List.of(uploads.begin(bucket, "k"), uploads.begin(bucket, "k"));
            List<Part> parts = rivals.stream()
                    .map(upload -> uploads.part(
                            upload, 1, Depot.large("of " + upload.id().number())))
                    .toList();
            List<CompletionOutcome> answers =
                    Together.run(2, i -> () -> uploads.complete(bucket, rivals.get(i), parts.get(i)));
            assertThat(answers).allMatch(CompletionOutcome.Done.class::isInstance);
            assertThat(rivals.stream()
                            .map(upload -> Depot.large("of " + upload.id().number()))
                            .collect(Collectors.toSet()))
                    .contains(depot.text(bucket, "k"));
        }
        depot.collectEverything();
        assertThat(depot.files()).isEqualTo(1);
        assertThat(depot.text(bucket, "k")).startsWith("of ");
    }

    @Test
    void aBucketIsDeletedOrTheUploadIsCompleted() throws Exception {
        for (int round = 0; round < 12; round++) {
            Bucket bucket = depot.bucket("fate-" + round, round % 2 == 0 ? Versioning.NEVER : Versioning.ENABLED);
            OpenUpload upload = uploads.begin(bucket, "k");
            Part part = uploads.part(upload, 1, "text");
            Callable<Object> complete = () -> uploads.complete(bucket, upload, part);
            Callable<Object> delete = () -> depot.buckets.delete(bucket);
            List<Object> answers = Together.run(2, i -> i == 0 ? complete : delete);
            boolean deleted = answers.get(1).equals(new DeleteOutcome.Deleted());
            if (deleted) {
                assertThat(answers.getFirst())
                        .isIn(new CompletionOutcome.Gone(), new CompletionOutcome.NotPut(new PutOutcome.BucketGone()));
            } else {
                assertThat(answers.getFirst()).isInstanceOf(CompletionOutcome.Done.class);
                assertThat(depot.text(bucket, "k")).isEqualTo("text");
            }
        }
    }
}
