package skyhall.storage.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import skyhall.platform.database.Database;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.Digests;
import skyhall.storage.object.Content;
import skyhall.storage.object.Intake;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.object.VersionId;

/// All uploads of the installation. Who may do what is decided before this is asked.
public final class Uploads {
    /// Smallest part but the last. Source: Amazon S3 User Guide, "Amazon S3 multipart upload limits".
    public static final long MIN_PART_BYTES = 5L * 1024 * 1024;

    private final Database database;
    private final UploadIndex index;
    private final Objects objects;
    private final Intake intake;
    private final RandomGenerator random;

    public Uploads(Database database, Objects objects, Intake intake, RandomGenerator random) {
        this.database = database;
        this.index = new UploadIndex(database);
        this.objects = objects;
        this.intake = intake;
        this.random = random;
    }

    /// Begins an upload; empty when the bucket is gone.
    ///
    /// @param terms whose number and nonce are not looked at
    public Optional<UploadId> begin(Bucket bucket, OpenUpload terms) {
        long nonce = random.nextLong();
        OpenUpload upload = new OpenUpload(
                new UploadId(0, nonce),
                terms.key(),
                terms.initiatedAt(),
                terms.ownerId(),
                terms.account(),
                terms.headers(),
                terms.tags(),
                terms.acl(),
                terms.checksum(),
                Optional.empty());
        return index.insert(bucket.id(), upload).map(number -> new UploadId(number, nonce));
    }

    public Optional<OpenUpload> find(Bucket bucket, ObjectKey key, UploadId id) {
        return index.find(bucket.id(), key, id, false);
    }

    /// Takes in a part, in place of one of the same number if there is one.
    ///
    /// @param finish checks what came in and gives the part's checksum
    /// @return the part, or empty when the upload was completed or aborted in the meantime
    public Optional<Part> putPart(OpenUpload upload, int number, InputStream body, Digests digests, CheckPart finish)
            throws IOException {
        return intake.take(body, digests, received -> {
            Part part = new Part(
                    number,
                    received.digests().lengthBytes(),
                    received.digests().md5Hex(),
                    objects.now(),
                    finish.check(received.digests()));
            return index.putPart(upload.id().number(), part, received.content()) ? Optional.of(part) : Optional.empty();
        });
    }

    public List<Part> parts(OpenUpload upload, int after, int limit) {
        return index.parts(upload.id().number(), after, limit);
    }

    /// False when it is not open any more.
    public boolean abort(OpenUpload upload) {
        return index.delete(upload.id().number());
    }

    /// Open uploads by key, then by their beginning.
    ///
    /// @param above within `from` itself: only uploads with a higher number; 0 with `inclusive` for all
    public List<OpenUpload> open(Bucket bucket, byte[] from, boolean inclusive, long above, byte[] end, int limit) {
        return index.open(bucket.id(), from, inclusive, above, end, limit);
    }

    /// Makes the object of the named parts. Asked again after it was done, it tells the same.
    public CompletionOutcome complete(Bucket bucket, OpenUpload upload, Completion wish) {
        return database.transaction(() -> {
            Optional<OpenUpload> locked = index.find(bucket.id(), upload.key(), upload.id(), true);
            if (locked.isEmpty()) {
                return new CompletionOutcome.Gone();
            }
            Optional<OpenUpload.Completed> before = locked.get().completed();
            return before.isPresent()
                    ? new CompletionOutcome.Done(before.get())
                    : completeLocked(bucket, locked.get(), wish);
        });
    }

    private CompletionOutcome completeLocked(Bucket bucket, OpenUpload upload, Completion wish) {
        Map<Integer, Part> present = new HashMap<>();
        index.parts(upload.id().number(), 0, Integer.MAX_VALUE).forEach(part -> present.put(part.number(), part));
        List<Part> chosen = new ArrayList<>();
        for (NamedPart named : wish.parts()) {
            Part part = present.get(named.number());
            if (part == null || !fits(part, named)) {
                return new CompletionOutcome.WrongPart(named.number());
            }
            chosen.add(part);
        }
        for (Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.sizeBytes() < MIN_PART_BYTES) {
                return new CompletionOutcome.TooSmall(part);
            }
        }
        return finish(bucket, upload, wish, chosen);
    }

    private CompletionOutcome finish(Bucket bucket, OpenUpload upload, Completion wish, List<Part> parts) {
        long size = parts.stream().mapToLong(Part::sizeBytes).sum();
        Optional<StoredChecksum> checksum = WholeChecksum.of(upload.checksum(), parts);
        if (wish.sizeBytes().map(expected -> expected != size).orElse(false)) {
            return new CompletionOutcome.WrongWhole("The parts have " + size + " bytes together.");
        }
        if (wish.whole().isPresent() && !wish.whole().equals(checksum.map(StoredChecksum::value))) {
            return new CompletionOutcome.WrongWhole("The checksum of the whole object is another.");
        }
        NewObject object = new NewObject(
                wish.at(),
                size,
                WholeChecksum.etag(parts),
                upload.ownerId(),
                upload.account(),
                upload.headers(),
                upload.tags(),
                upload.acl(),
                checksum,
                new Content.InPieces(upload.id().number(), List.of()));
        PutOutcome put = objects.put(bucket, upload.key(), wish.condition(), object);
        if (!(put instanceof PutOutcome.Stored(VersionId version))) {
            return new CompletionOutcome.NotPut(put);
        }
        OpenUpload.Completed completed = new OpenUpload.Completed(version, object.etag(), checksum);
        index.complete(upload.id().number(), parts.stream().map(Part::number).toList(), wish.at(), completed);
        return new CompletionOutcome.Done(completed);
    }

    private static boolean fits(Part part, NamedPart named) {
        return part.etag().equals(named.etag())
                && named.checksum()
                        .map(value -> part.checksum()
                                .map(c -> c.value().equals(value))
                                .orElse(false))
                        .orElse(true);
    }

    /// Checks a part that has come in, and gives its checksum.
    @FunctionalInterface
    public interface CheckPart {
        Optional<StoredChecksum> check(Digests.Results arrived);
    }
}
