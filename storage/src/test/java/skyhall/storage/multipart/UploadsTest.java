package skyhall.storage.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skyhall.platform.Seeds;
import skyhall.storage.Depot;
import skyhall.storage.InParts;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;
import skyhall.storage.checksum.Digests;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.StoredChecksum;

final class UploadsTest {
    private static final int MIN = (int) Uploads.MIN_PART_BYTES;
    private static final byte[] ABOVE = {(byte) 0xff};

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

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(Bucket bucket, String key) throws IOException {
        ObjectVersion object = Depot.found(depot.get(bucket, key));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader.Opened opened = depot.contents.open(object.content(), object.sizeBytes())) {
            opened.writeTo(out, 0, object.sizeBytes());
        }
        return out.toByteArray();
    }

    private long openUploads(Bucket bucket) {
        return depot.uploads.open(bucket, new byte[0], true, 0, ABOVE, 1000).size();
    }

    @Test
    void partsAreReplacedAndListedInOrderWhateverOrderTheyComeIn() {
        Bucket bucket = depot.bucket("lists", Versioning.NEVER);
        Seeds.forEach(8, (random, seed) -> {
            OpenUpload upload = uploads.begin(bucket, "k" + seed);
            TreeMap<Integer, Part> model = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                int number = 1 + random.nextInt(random.nextBoolean() ? 20 : 10_000);
                Part part = uploads.part(upload, number, Depot.large("x").substring(random.nextInt(300)) + i);
                model.put(number, part);
            }
            int after = 0;
            List<Part> walked = new ArrayList<>();
            int limit = 1 + random.nextInt(9);
            List<Part> page = depot.uploads.parts(upload, after, limit);
            while (!page.isEmpty()) {
                walked.addAll(page);
                page = depot.uploads.parts(upload, page.getLast().number(), limit);
            }
            assertThat(walked).containsExactlyElementsOf(model.values());
            after = random.nextInt(10_000);
            assertThat(depot.uploads.parts(upload, after, 10_000))
                    .containsExactlyElementsOf(model.tailMap(after, false).values());
            assertThat(depot.uploads.abort(upload)).isTrue();
        });
        assertThat(depot.count("storage.part")).isZero();
    }

    /// Entity tag after the formula that clients compute by themselves: MD5 of the parts' MD5s, and
    /// their number.
    @Test
    void theChosenPartsBecomeTheObjectAndTheOthersGo() throws Exception {
        Bucket bucket = depot.bucket("chosen", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        byte[] first = bytes(MIN, 1);
        byte[] second = bytes(MIN + 7, 2);
        Part one = uploads.tryPart(upload, 2, first).orElseThrow();
        uploads.part(upload, 3, "not wanted");
        Part two = uploads.tryPart(upload, 5000, second).orElseThrow();
        Part tail = uploads.part(upload, 10_000, "tail");
        OpenUpload.Completed completed = uploads.completed(bucket, upload, one, two, tail);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        for (Part part : List.of(one, two, tail)) {
            md5.update(HexFormat.of().parseHex(part.etag()));
        }
        assertThat(completed.etag()).isEqualTo(HexFormat.of().formatHex(md5.digest()) + "-3");
        byte[] whole = concat(first, second, "tail".getBytes(StandardCharsets.UTF_8));
        assertThat(Arrays.equals(read(bucket, "k"), whole)).isTrue();
        ObjectVersion object = Depot.found(depot.get(bucket, "k"));
        assertThat(object.etag()).isEqualTo(completed.etag());
        assertThat(object.sizeBytes()).isEqualTo(whole.length);
        assertThat(depot.objects.pieces(object)).extracting("number").containsExactly(2, 5000, 10_000);
        assertThat(depot.count("storage.part")).isEqualTo(3);
        assertThat(openUploads(bucket)).isZero();
        assertAnyRangeIsRead(object, whole);
    }

    private void assertAnyRangeIsRead(ObjectVersion object, byte[] whole) {
        Seeds.forEach(30, (random, seed) -> {
            int from = seed % 2 == 0 ? MIN - random.nextInt(50) : random.nextInt(whole.length);
            int length = Math.min(1 + random.nextInt(200), whole.length - from);
            try (ContentReader.Opened opened = depot.contents.open(object.content(), object.sizeBytes());
                    InputStream range = opened.stream(from, length)) {
                assertThat(range.readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
            }
        });
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    @Test
    void theChecksumOfTheWholeIsThatOfItsBytesOrOfItsPartsChecksums() {
        Bucket bucket = depot.bucket("sums", Versioning.NEVER);
        byte[] first = bytes(MIN, 3);
        byte[] second = bytes(1234, 4);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            for (ChecksumType type : ChecksumType.values()) {
                if (type == ChecksumType.FULL_OBJECT && !algorithm.isCombinable()) {
                    continue;
                }
                String key = algorithm + "/" + type;
                OpenUpload upload = uploads.begin(bucket, key, Optional.of(new UploadChecksum(algorithm, type)));
                Part one = uploads.tryPart(upload, 1, first).orElseThrow();
                Part two = uploads.tryPart(upload, 2, second).orElseThrow();
                StoredChecksum told =
                        uploads.completed(bucket, upload, one, two).checksum().orElseThrow();
                String expected = type == ChecksumType.FULL_OBJECT
                        ? Checksum.of(algorithm, concat(first, second)).text()
                        : Checksum.of(
                                                algorithm,
                                                concat(
                                                        Checksum.of(algorithm, first)
                                                                .bytes(),
                                                        Checksum.of(algorithm, second)
                                                                .bytes()))
                                        .text()
                                + "-2";
                assertThat(told).isEqualTo(new StoredChecksum(algorithm, type, expected));
                assertThat(Depot.found(depot.get(bucket, key)).checksum()).contains(told);
            }
        }
    }

    @Test
    void onlyTheLastPartMayBeSmall() {
        Bucket bucket = depot.bucket("small", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        Part small = uploads.tryPart(upload, 1, bytes(MIN - 1, 5)).orElseThrow();
        Part last = uploads.part(upload, 2, "x");
        assertThat(uploads.complete(bucket, upload, small, last)).isEqualTo(new CompletionOutcome.TooSmall(small));
        assertThat(depot.text(bucket, "k")).isEqualTo("absent");
        Part enough = uploads.tryPart(upload, 1, bytes(MIN, 5)).orElseThrow();
        uploads.completed(bucket, upload, enough, last);
        assertThat(Depot.found(depot.get(bucket, "k")).sizeBytes()).isEqualTo(MIN + 1L);
    }

    @Test
    void whatIsRefusedChangesNothingAndCanBeAskedAgain() {
        Bucket bucket = depot.bucket("refused", Versioning.NEVER);
        OpenUpload upload = uploads.begin(
                bucket, "k", Optional.of(new UploadChecksum(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT)));
        Part part = uploads.part(upload, 7, "seven");
        Completion right = uploads.wish(List.of(part));
        String sum = part.checksum().orElseThrow().value();
        for (NamedPart wrong : List.of(
                new NamedPart(8, part.etag(), Optional.empty()),
                new NamedPart(7, "0".repeat(32), Optional.empty()),
                new NamedPart(7, part.etag(), Optional.of("AAAAAA==")))) {
            assertThat(depot.uploads.complete(bucket, upload, with(right, List.of(wrong), null, null)))
                    .isEqualTo(new CompletionOutcome.WrongPart(wrong.number()));
        }
        assertThat(depot.uploads.complete(bucket, upload, with(right, right.parts(), "AAAAAA==", null)))
                .isInstanceOf(CompletionOutcome.WrongWhole.class);
        assertThat(depot.uploads.complete(bucket, upload, with(right, right.parts(), sum, 6L)))
                .isInstanceOf(CompletionOutcome.WrongWhole.class);
        assertThat(depot.text(bucket, "k")).isEqualTo("absent");
        assertThat(openUploads(bucket)).isEqualTo(1);
        assertThat(depot.uploads.complete(bucket, upload, with(right, right.parts(), sum, 5L)))
                .isInstanceOf(CompletionOutcome.Done.class);
        assertThat(depot.text(bucket, "k")).isEqualTo("seven");
    }

    private static Completion with(
            Completion wish,
            List<NamedPart> parts,
            @org.jspecify.annotations.Nullable String whole,
            @org.jspecify.annotations.Nullable Long size) {
        return new Completion(
                parts, wish.condition(), Optional.ofNullable(whole), Optional.ofNullable(size), wish.at());
    }

    /// A client whose line broke asks again, maybe long after others have written the key.
    @ParameterizedTest
    @EnumSource(Versioning.class)
    void aRepeatedCompletionTellsTheSameAndDoesNothing(Versioning versioning) {
        Bucket bucket = depot.bucket("repeated", versioning);
        OpenUpload upload = uploads.begin(bucket, "k");
        Part part = uploads.part(upload, 1, "text");
        OpenUpload.Completed first = uploads.completed(bucket, upload, part);
        assertThat(uploads.completed(bucket, upload, part)).isEqualTo(first);
        depot.put(bucket, "k", "later");
        assertThat(uploads.completed(bucket, upload, part)).isEqualTo(first);
        assertThat(depot.text(bucket, "k")).isEqualTo("later");
        assertThat(depot.uploads.abort(upload))
                .as("what is complete is not aborted")
                .isFalse();
        assertThat(uploads.tryPart(upload, 2, new byte[9])).isEmpty();
        depot.collectEverything();
        boolean kept = versioning == Versioning.ENABLED;
        assertThat(uploads.complete(bucket, upload, part))
                .isEqualTo(kept ? new CompletionOutcome.Done(first) : new CompletionOutcome.Gone());
        assertThat(depot.text(bucket, "k")).isEqualTo("later");
    }

    @Test
    void whatIsAbortedIsGoneWithItsBytes() {
        Bucket bucket = depot.bucket("aborted", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        Part small = uploads.part(upload, 1, "x");
        uploads.part(upload, 2, Depot.large("y"));
        assertThat(depot.files()).isEqualTo(1);
        assertThat(depot.uploads.abort(upload)).isTrue();
        assertThat(depot.uploads.abort(upload)).isFalse();
        assertThat(depot.uploads.find(bucket, upload.key(), upload.id())).isEmpty();
        assertThat(uploads.tryPart(upload, 3, new byte[1])).isEmpty();
        assertThat(uploads.complete(bucket, upload, small)).isEqualTo(new CompletionOutcome.Gone());
        depot.collectEverything();
        assertThat(depot.files()).isZero();
        assertThat(depot.count("storage.part")).isZero();
    }

    @Test
    void aConditionIsAskedWhenTheUploadIsCompleted() {
        Bucket bucket = depot.bucket("conditions", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        List<Part> parts = List.of(uploads.part(upload, 1, "mine"));
        depot.put(bucket, "k", "theirs");
        assertThat(depot.uploads.complete(bucket, upload, uploads.wish(parts, Precondition.ABSENT)))
                .isEqualTo(new CompletionOutcome.NotPut(new PutOutcome.ConditionFailed()));
        assertThat(depot.text(bucket, "k")).isEqualTo("theirs");
        depot.delete(bucket, "k");
        assertThat(depot.uploads.complete(bucket, upload, uploads.wish(parts, Precondition.ABSENT)))
                .isInstanceOf(CompletionOutcome.Done.class);
        assertThat(depot.text(bucket, "k")).isEqualTo("mine");
    }

    @Test
    void anUploadIsKnownOnlyByItsBucketKeyAndWholeId() {
        Bucket bucket = depot.bucket("here", Versioning.NEVER);
        Bucket other = depot.bucket("elsewhere", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        UploadId id = upload.id();
        assertThat(UploadId.parse(id.text())).contains(id);
        assertThat(depot.uploads.find(other, upload.key(), id)).isEmpty();
        assertThat(depot.uploads.find(bucket, new ObjectKey("k2"), id)).isEmpty();
        assertThat(depot.uploads.find(bucket, upload.key(), new UploadId(id.number(), id.nonce() + 1)))
                .isEmpty();
        for (String none : List.of(
                "",
                "x",
                id.text() + "0",
                id.text().substring(1),
                "g" + id.text().substring(1))) {
            assertThat(UploadId.parse(none)).isEmpty();
        }
    }

    @Test
    void aBucketThatGoesTakesItsOpenUploadsAlong() {
        Bucket bucket = depot.bucket("going", Versioning.NEVER);
        OpenUpload upload = uploads.begin(bucket, "k");
        Part part = uploads.part(upload, 1, Depot.large("z"));
        assertThat(depot.buckets.delete(bucket)).isEqualTo(new skyhall.storage.bucket.DeleteOutcome.Deleted());
        assertThat(uploads.tryBegin(bucket, "k", Optional.empty())).isEmpty();
        assertThat(uploads.complete(bucket, upload, part)).isEqualTo(new CompletionOutcome.Gone());
        depot.collectEverything();
        assertThat(depot.files()).isZero();
    }

    /// What UploadPartCopy does: a part from a range of an object in a row, in a file, and in
    /// pieces.
    @Test
    void aPartIsCopiedFromARangeOfAnyObject() throws Exception {
        Bucket bucket = depot.bucket("ranges", Versioning.NEVER);
        depot.put(bucket, "row", "0123456789");
        depot.put(bucket, "file", Depot.large("0123456789"));
        OpenUpload pieces = uploads.begin(bucket, "pieces");
        Part first = uploads.tryPart(pieces, 1, bytes(MIN, 6)).orElseThrow();
        uploads.completed(bucket, pieces, first, uploads.part(pieces, 2, "behind the seam"));
        for (String source : List.of("row", "file", "pieces")) {
            byte[] whole = read(bucket, source);
            int from = whole.length - 9;
            ObjectVersion object = Depot.found(depot.get(bucket, source));
            OpenUpload upload = uploads.begin(bucket, "of-" + source);
            Part part;
            int start = source.equals("pieces") ? MIN - 3 : from;
            try (ContentReader.Opened opened = depot.contents.open(object.content(), object.sizeBytes());
                    InputStream range = opened.stream(start, 8)) {
                part = depot.uploads
                        .putPart(upload, 1, range, new Digests(List.of()), _ -> Optional.empty())
                        .orElseThrow();
            }
            uploads.completed(bucket, upload, part);
            assertThat(read(bucket, "of-" + source)).isEqualTo(Arrays.copyOfRange(whole, start, start + 8));
        }
    }
}
