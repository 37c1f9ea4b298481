package skyhall.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.storage.Depot;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.CannedAcl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.tag.Tags;

final class ObjectsTest {
    private static final String LARGE = Depot.large("a body that needs a file");

    @TempDir
    Path folder;

    private Depot depot;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    /// The lengths around the border between row and file, and none at all.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 64, 70_000, 400_000})
    void whatWasPutIsReadWhateverItsLength(int length) throws IOException {
        Bucket bucket = depot.bucket("lengths", Versioning.NEVER);
        String text = "x".repeat(length);
        depot.put(bucket, "key", text);
        ObjectVersion object = Depot.found(depot.get(bucket, "key"));
        assertThat(depot.text(object)).isEqualTo(text);
        assertThat(object.sizeBytes()).isEqualTo(length);
        assertThat(depot.files()).isEqualTo(length > Depot.IN_ROW_BYTES ? 1 : 0);
        try (ContentReader.Opened opened = depot.contents.open(object.content(), object.sizeBytes());
                InputStream stream = opened.stream(length / 2, length - length / 2)) {
            assertThat(stream.readAllBytes()).hasSize(length - length / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "a//b", "../..", ".", "%2F", "漢字/😀", "\u0001\u001f", "quote'\"\\", "￿", "a\nb"})
    void anyKeyIsAKey(String key) {
        Bucket bucket = depot.bucket("any-key", Versioning.ENABLED);
        depot.put(bucket, key, "small");
        depot.put(bucket, key, LARGE);
        assertThat(depot.text(bucket, key)).isEqualTo(LARGE);
        depot.delete(bucket, key);
        assertThat(depot.text(bucket, key)).isEqualTo("marker");
    }

    @Test
    void aKeyHas1To1024BytesOfUtf8() {
        assertThat(ObjectKey.parse("k".repeat(1024))).isPresent();
        assertThat(ObjectKey.parse("k".repeat(1025))).isEmpty();
        assertThat(ObjectKey.parse("漢".repeat(341))).isPresent();
        assertThat(ObjectKey.parse("漢".repeat(342))).isEmpty();
        assertThat(ObjectKey.parse("")).isEmpty();
        Bucket bucket = depot.bucket("long-key", Versioning.NEVER);
        depot.put(bucket, "k".repeat(1024), "small");
        assertThat(depot.text(bucket, "k".repeat(1024))).isEqualTo("small");
    }

    @Test
    void allThatIsSaidOfAnObjectIsToldAgain() throws IOException {
        Bucket bucket = depot.bucket("described", Versioning.NEVER);
        ObjectHeaders headers = new ObjectHeaders(
                "text/plain; charset=utf-8",
                Map.of("cache-control", "no-store", "content-disposition", "attachment; filename=\"\u00e9\""),
                Map.of("colour", "blue", "bytes", "\u00c3\u00a9\u0080\u00ff"));
        Tags tags = new Tags(Map.of("k", "v&=", "漢", ""));
        Acl acl = CannedAcl.PUBLIC_READ.list(bucket.ownerId(), bucket.ownerId());
        Digests digests = new Digests(List.of(ChecksumAlgorithm.SHA256));
        Instant at = depot.objects.now();
        depot.objects.put(
                bucket,
                new ObjectKey("key"),
                Precondition.NONE,
                Depot.body("text"),
                digests,
                received -> new NewObject(
                        at,
                        received.digests().lengthBytes(),
                        received.digests().md5Hex(),
                        "owner",
                        "account",
                        headers,
                        tags,
                        Objects.worthStoring(acl),
                        received.digests().checksum(ChecksumAlgorithm.SHA256).map(StoredChecksum::whole),
                        received.content()));
        ObjectVersion object = Depot.found(depot.get(bucket, "key"));
        assertThat(object.modifiedAt()).isEqualTo(at);
        assertThat(object.etag()).isEqualTo("1cb251ec0d568de6a929b520c4aed8d1");
        assertThat(object.ownerId()).isEqualTo("owner");
        assertThat(object.account()).isEqualTo("account");
        assertThat(object.headers()).isEqualTo(headers);
        assertThat(object.tags()).isEqualTo(tags);
        assertThat(object.effectiveAcl()).isEqualTo(acl);
        assertThat(object.checksum().orElseThrow().value()).isEqualTo("mC2ePrmW9VnmM/TRlN7zdh2Qn1o7ZH0ahR/q1nwyydE=");
        assertThat(depot.objects.count(object, ChecksumAlgorithm.SHA256))
                .isEqualTo(object.checksum().orElseThrow());
    }

    @Test
    void headWithholdsTheBytes() {
        Bucket bucket = depot.bucket("head", Versioning.NEVER);
        depot.put(bucket, "key", "small");
        ObjectVersion object =
                Depot.found(depot.objects.head(bucket, new ObjectKey("key"), new VersionId.Asked.Latest()));
        assertThat(object.content()).isEqualTo(new Content.NotRead());
        assertThatThrownBy(() -> depot.text(object)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> depot.objects.put(
                        bucket, new ObjectKey("copy"), Precondition.NONE, copyOf(object, object.content())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Whatever the check of a body throws, nothing was stored and the old object is whole.
    @ParameterizedTest
    @ValueSource(strings = {"short", "a body that is longer than a row takes, by far"})
    void aPutThatIsRefusedAtItsEndLeavesWhatWasThere(String text) {
        Bucket bucket = depot.bucket("refused", Versioning.ENABLED);
        depot.put(bucket, "key", "before");
        assertThatThrownBy(() -> depot.objects.put(
                        bucket,
                        new ObjectKey("key"),
                        Precondition.NONE,
                        Depot.body(text),
                        new Digests(List.of()),
                        _ -> {
                            throw new IOException("the digest is another");
                        }))
                .isInstanceOf(IOException.class);
        assertThat(depot.text(bucket, "key")).isEqualTo("before");
        depot.collectEverything();
        assertThat(depot.files()).isZero();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() {
        Bucket bucket = depot.bucket("broken", Versioning.NEVER);
        InputStream whole = new ByteArrayInputStream(new byte[100_000]);
        InputStream broken = new SequenceInputStream(whole, new GoneAway());
        assertThatThrownBy(() -> depot.objects.put(
                        bucket,
                        new ObjectKey("key"),
                        Precondition.NONE,
                        broken,
                        new Digests(List.of()),
                        received -> depot.object(bucket, received)))
                .isInstanceOf(IOException.class);
        assertThat(depot.text(bucket, "key")).isEqualTo("absent");
        depot.collectEverything();
        assertThat(depot.files()).isZero();
    }

    /// What a put with a condition does, by what is there.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing | if-none-match *   | Stored
            nothing | if-match *        | NothingThere
            nothing | if-match etag     | NothingThere
            nothing | if-none-match etag| Stored
            object  | if-none-match *   | ConditionFailed
            object  | if-match *        | Stored
            object  | if-match etag     | Stored
            object  | if-match other    | ConditionFailed
            object  | if-none-match etag| ConditionFailed
            object  | if-none-match other| Stored
            deleted | if-none-match *   | Stored
            deleted | if-match *        | NothingThere
            """)
    void aConditionSpeaksOfTheCurrentVersion(String there, String asked, String expected) {
        for (Versioning versioning : Versioning.values()) {
            Bucket bucket =
                    depot.bucket("conditions-" + versioning.name().toLowerCase(java.util.Locale.ROOT), versioning);
            if (!there.equals("nothing")) {
                depot.put(bucket, "key", "text");
            }
            if (there.equals("deleted")) {
                depot.delete(bucket, "key");
            }
            String etag = asked.endsWith("etag") ? "1cb251ec0d568de6a929b520c4aed8d1" : asked.endsWith("*") ? "*" : "0";
            Precondition condition = asked.startsWith("if-match")
                    ? new Precondition(List.of(etag), List.of(), Optional.empty(), Optional.empty())
                    : new Precondition(List.of(), List.of(etag), Optional.empty(), Optional.empty());
            assertThat(depot.put(bucket, "key", "new", condition).getClass().getSimpleName())
                    .as("%s", versioning)
                    .isEqualTo(expected);
            assertThat(depot.text(bucket, "key").equals("new")).isEqualTo(expected.equals("Stored"));
        }
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void aDeletionMayAskForTagTimeAndSize(Versioning versioning) {
        Bucket bucket = depot.bucket("deletions", versioning);
        depot.put(bucket, "key", "text");
        ObjectVersion object = Depot.found(depot.get(bucket, "key"));
        Instant second = Instant.ofEpochSecond(object.modifiedAt().getEpochSecond());
        Precondition right = new Precondition(List.of(object.etag()), List.of(), Optional.of(second), Optional.of(4L));
        List<Precondition> wrong = List.of(
                new Precondition(List.of("0"), List.of(), Optional.empty(), Optional.empty()),
                new Precondition(List.of(), List.of(), Optional.of(second.plusSeconds(1)), Optional.empty()),
                new Precondition(List.of(), List.of(), Optional.empty(), Optional.of(5L)));
        for (Precondition one : wrong) {
            assertThat(delete(bucket, "key", one)).isEqualTo(new DeleteResult.ConditionFailed());
            assertThat(delete(bucket, "absent", one)).isEqualTo(new DeleteResult.NothingThere());
            assertThat(depot.delete(bucket, "key", Depot.asked(object.version()), one))
                    .isEqualTo(new DeleteResult.ConditionFailed());
        }
        assertThat(depot.text(bucket, "key")).isEqualTo("text");
        assertThat(delete(bucket, "key", right)).isInstanceOf(DeleteResult.Deleted.class);
        assertThat(depot.text(bucket, "key")).isIn("absent", "marker");
    }

    @Test
    void theVersionBelowADeletedMarkerIsCurrentAgain() {
        Bucket bucket = depot.bucket("markers", Versioning.ENABLED);
        VersionId first = depot.stored(bucket, "key", "first");
        VersionId marker = marker(depot.delete(bucket, "key"));
        VersionId upper = marker(depot.delete(bucket, "key"));
        assertThat(depot.text(bucket, "key")).isEqualTo("marker");
        assertThat(depot.delete(bucket, "key", upper)).isEqualTo(new DeleteResult.Deleted(Optional.of(upper), true));
        assertThat(depot.text(bucket, "key")).isEqualTo("marker");
        depot.delete(bucket, "key", marker);
        assertThat(depot.text(bucket, "key")).isEqualTo("first");
        assertThat(Depot.found(depot.get(bucket, "key")).version()).isEqualTo(first);
        depot.delete(bucket, "key", first);
        assertThat(depot.text(bucket, "key")).isEqualTo("absent");
        assertThat(depot.count("storage.past_version")).isZero();
    }

    @Test
    void aVersionIsOnlyFoundUnderItsOwnKeyBucketAndNonce() {
        Bucket bucket = depot.bucket("exact", Versioning.ENABLED);
        VersionId id = depot.stored(bucket, "key", "text");
        assertThat(depot.get(bucket, "other", id)).isEqualTo(new GetOutcome.NotFound());
        assertThat(depot.get(depot.bucket("elsewhere", Versioning.ENABLED), "key", id))
                .isEqualTo(new GetOutcome.NotFound());
        assertThat(depot.get(bucket, "key", new VersionId(id.sequence(), id.nonce() ^ 1)))
                .isEqualTo(new GetOutcome.NotFound());
        assertThat(depot.delete(bucket, "key", new VersionId(id.sequence(), id.nonce() ^ 1)))
                .isInstanceOf(DeleteResult.Deleted.class);
        assertThat(depot.text(bucket, "key")).isEqualTo("text");
    }

    @Test
    void versionIdsReadBackAndNothingElseDoes() {
        VersionId id = new VersionId(4711, -1);
        assertThat(VersionId.ask(id.text())).contains(new VersionId.Asked.Exact(id));
        assertThat(VersionId.ask("null")).contains(new VersionId.Asked.Null());
        assertThat(new VersionId(5, 0).text()).isEqualTo("null");
        for (String text : List.of(
                "", "NULL", "0".repeat(32), "x".repeat(32), "1".repeat(31), "1".repeat(33), "\u0661".repeat(32))) {
            assertThat(VersionId.ask(text)).as(text).isEmpty();
        }
    }

    @Test
    void tagsAndListsChangeOnTheVersionThatIsMeant() {
        Bucket bucket = depot.bucket("marks", Versioning.ENABLED);
        depot.put(bucket, "key", "old");
        ObjectVersion old = Depot.found(depot.get(bucket, "key"));
        depot.put(bucket, "key", "new");
        Tags tags = new Tags(Map.of("k", "v"));
        Acl acl = CannedAcl.PUBLIC_READ.list("owner", "owner");
        assertThat(depot.objects.setTags(bucket, old, tags)).isTrue();
        assertThat(depot.objects.setAcl(bucket, old, acl)).isTrue();
        ObjectVersion changed = Depot.found(depot.get(bucket, "key", old.version()));
        assertThat(changed.tags()).isEqualTo(tags);
        assertThat(changed.effectiveAcl()).isEqualTo(acl);
        assertThat(Depot.found(depot.get(bucket, "key")).tags()).isEqualTo(Tags.NONE);
        assertThat(depot.objects.setTags(bucket, old, Tags.NONE)).isTrue();
        assertThat(Depot.found(depot.get(bucket, "key", old.version())).tags()).isEqualTo(Tags.NONE);
        depot.delete(bucket, "key", old.version());
        assertThat(depot.objects.setTags(bucket, old, tags)).isFalse();
    }

    @Test
    void aCopySharesTheBytesAndOutlivesItsSource() {
        Bucket bucket = depot.bucket("source", Versioning.NEVER);
        Bucket other = depot.bucket("target", Versioning.ENABLED);
        depot.put(bucket, "key", LARGE);
        depot.copy(bucket, "key", other, "copy");
        depot.copy(bucket, "key", bucket, "copy");
        assertThat(depot.files()).isEqualTo(1);
        depot.delete(bucket, "key");
        depot.collectEverything();
        assertThat(depot.text(other, "copy")).isEqualTo(LARGE);
        assertThat(depot.text(bucket, "copy")).isEqualTo(LARGE);
        depot.delete(bucket, "copy");
        depot.put(other, "copy", "small");
        depot.collectEverything();
        assertThat(depot.text(depot.get(other, "copy", pastOf(other, "copy")))).isEqualTo(LARGE);
        depot.delete(other, "copy", pastOf(other, "copy"));
        depot.collectEverything();
        assertThat(depot.files()).isZero();
        assertThat(depot.text(other, "copy")).isEqualTo("small");
    }

    /// A reader that has begun keeps its bytes, whatever becomes of the key and its file.
    @Test
    void aReaderKeepsItsBytesWhileTheKeyIsOverwrittenAndCollected() throws IOException {
        Bucket bucket = depot.bucket("readers", Versioning.NEVER);
        depot.put(bucket, "key", LARGE);
        ObjectVersion object = Depot.found(depot.get(bucket, "key"));
        try (ContentReader.Opened opened = depot.contents.open(object.content(), object.sizeBytes());
                InputStream stream = opened.stream(0, object.sizeBytes())) {
            depot.put(bucket, "key", "new");
            depot.collectEverything();
            assertThat(depot.files()).isZero();
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(LARGE);
        }
    }

    @Test
    void aDamagedBodyInARowIsNeverHandedOut() {
        Bucket bucket = depot.bucket("damaged", Versioning.NEVER);
        depot.put(bucket, "key", "small");
        depot.database
                .sql()
                .sql("UPDATE storage.live_object SET body = 'smell'")
                .update();
        assertThatThrownBy(() -> depot.text(bucket, "key")).isInstanceOf(DamagedContent.class);
        assertThat(new RowScrubber(depot.database).scrub().findings())
                .singleElement()
                .satisfies(damage -> assertThat(damage.key()).isEqualTo("key"));
    }

    @Test
    void everyChangeTellsOfItselfOnce() {
        Bucket plain = depot.bucket("plain-events", Versioning.NEVER);
        Bucket kept = depot.bucket("kept-events", Versioning.ENABLED);
        depot.put(plain, "key", "1");
        depot.put(plain, "key", "2", Precondition.ABSENT);
        depot.delete(plain, "key");
        depot.delete(plain, "key");
        depot.put(kept, "key", "3");
        VersionId marker = marker(depot.delete(kept, "key"));
        depot.delete(kept, "key", marker);
        depot.delete(kept, "key", marker);
        assertThat(depot.database
                        .sql()
                        .sql(
                                "SELECT type || ' ' || key FROM platform.outbox WHERE topic = 'storage.object' ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "ObjectCreated plain-events/key",
                        "ObjectRemoved plain-events/key",
                        "ObjectCreated kept-events/key",
                        "MarkerCreated kept-events/key",
                        "ObjectRemoved kept-events/key");
    }

    @ParameterizedTest
    @EnumSource(Versioning.class)
    void nothingGetsIntoADeletedBucket(Versioning versioning) {
        Bucket bucket = depot.bucket("gone", versioning);
        assertThat(depot.buckets.delete(bucket)).isInstanceOf(skyhall.storage.bucket.DeleteOutcome.Deleted.class);
        assertThat(depot.put(bucket, "key", "text")).isEqualTo(new PutOutcome.BucketGone());
        assertThat(depot.put(bucket, "key", "text", Precondition.ABSENT)).isEqualTo(new PutOutcome.BucketGone());
        assertThat(depot.put(bucket, "key", LARGE)).isEqualTo(new PutOutcome.BucketGone());
        assertThat(depot.delete(bucket, "key")).isEqualTo(new DeleteResult.BucketGone());
        assertThat(depot.count("storage.live_object") + depot.count("storage.past_version"))
                .isZero();
    }

    /// Source: this is what `ReleasedUploads` must not be fooled by; the grace is counted by the database.
    @Test
    void aReleasedUploadWaitsForItsGrace() {
        assertThat(new ReleasedUploads(depot.database).sweep(Duration.ZERO)).isZero();
        depot.database
                .sql()
                .sql("INSERT INTO storage.released_upload (upload) VALUES (1)")
                .update();
        new ReleasedUploads(depot.database).sweep(Duration.ofHours(1));
        assertThat(depot.count("storage.released_upload")).isEqualTo(1);
        new ReleasedUploads(depot.database).sweep(Duration.ofSeconds(-1));
        assertThat(depot.count("storage.released_upload")).isZero();
    }

    private DeleteResult delete(Bucket bucket, String key, Precondition condition) {
        return depot.delete(bucket, key, new VersionId.Asked.Latest(), condition);
    }

    private VersionId pastOf(Bucket bucket, String key) {
        return depot.listings
                .versions(bucket, key, "", new skyhall.storage.listing.From.Beginning(), 10)
                .items()
                .get(1)
                .version();
    }

    private static VersionId marker(DeleteResult result) {
        assertThat(result).isInstanceOf(DeleteResult.Deleted.class);
        return ((DeleteResult.Deleted) result).version().orElseThrow();
    }

    private static NewObject copyOf(ObjectVersion object, Content content) {
        return new NewObject(
                object.modifiedAt(),
                object.sizeBytes(),
                object.etag(),
                object.ownerId(),
                object.account(),
                object.headers(),
                object.tags(),
                object.acl(),
                object.checksum(),
                content);
    }

    /// A client that goes away in the middle of its body.
    private static final class GoneAway extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the client went away");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
