package skyhall.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import skyhall.platform.database.Database;
import skyhall.platform.outbox.Outbox;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.checksum.RunningChecksum;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;
import skyhall.storage.tag.Tags;

/// All objects of the installation. Who may do what is decided before this is asked.
///
/// A put that returned [PutOutcome.Stored] survives power loss. A reader sees a version whole or not at
/// all; one that
/// has begun to read keeps its bytes while the key is overwritten or deleted.
public final class Objects {
    private final Database database;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectRemover remover;
    private final ObjectMarks marks;
    private final Intake intake;
    private final ContentReader contents;
    private final InstantSource clock;
    private final BucketJournal journal;

    public Objects(
            Database database,
            Outbox outbox,
            Intake intake,
            ContentReader contents,
            InstantSource clock,
            RandomGenerator random,
            BucketJournal journal) {
        this.database = database;
        this.journal = journal;
        KeyHistory history = new KeyHistory(database);
        this.reader = new ObjectReader(database);
        this.writer = new ObjectWriter(database, history, outbox, random);
        this.remover = new ObjectRemover(database, reader, writer, history, outbox);
        this.marks = new ObjectMarks(database);
        this.intake = intake;
        this.contents = contents;
        this.clock = clock;
    }

    /// Takes in a body and makes it the key's current version.
    ///
    /// @param finish checks what came in and describes the object; whatever it throws, nothing was
    ///     stored
    public PutOutcome put(
            Bucket bucket, ObjectKey key, Precondition condition, InputStream body, Digests digests, Describe finish)
            throws IOException {
        return intake.take(body, digests, received -> put(bucket, key, condition, finish.describe(received)));
    }

    /// Makes a version of content that is already kept: a copy, or a completed upload.
    public PutOutcome put(Bucket bucket, ObjectKey key, Precondition condition, NewObject object) {
        return writer.put(bucket, key, object, condition);
    }

    /// Finds a version, with its bytes or a way to them.
    public GetOutcome get(Bucket bucket, ObjectKey key, VersionId.Asked asked) {
        return switch (reader.find(bucket.id(), key, asked, true)) {
            case GetOutcome.Found(ObjectVersion object)
            when object.upload() != 0 -> new GetOutcome.Found(withPieces(object));
            case GetOutcome outcome -> outcome;
        };
    }

    /// Finds a version without its bytes.
    public GetOutcome head(Bucket bucket, ObjectKey key, VersionId.Asked asked) {
        return reader.find(bucket.id(), key, asked, false);
    }

    /// The pieces of an object that was uploaded in parts, without their bytes.
    public java.util.List<Content.Piece> pieces(ObjectVersion object) {
        return object.upload() == 0 ? java.util.List.of() : reader.pieces(object.upload(), false);
    }

    /// Reads an object whole and counts a checksum over it.
    public StoredChecksum count(ObjectVersion object, ChecksumAlgorithm algorithm) throws IOException {
        RunningChecksum running = algorithm.start();
        OutputStream counter = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                running.update(bytes, offset, length);
            }
        };
        try (ContentReader.Opened opened = contents.open(object.content(), object.sizeBytes())) {
            opened.writeTo(counter, 0, object.sizeBytes());
        }
        return StoredChecksum.whole(running.finish());
    }

    public DeleteResult delete(Deletion wish) {
        return remover.delete(wish);
    }

    /// Replaces the tags of a version; false when it is gone.
    public boolean setTags(Bucket bucket, ObjectVersion version, Tags tags) {
        return marks.set(bucket, version, "tags", tags.isEmpty() ? null : tags.text());
    }

    /// Replaces the access control list of a version, and journals that; false when it is gone.
    public boolean setAcl(Bucket bucket, ObjectVersion version, Acl acl) {
        return database.transaction(() -> {
            boolean isSet = marks.set(bucket, version, "acl", acl.text());
            if (isSet) {
                journal.done(JournalEntry.here(
                        AdministrativeCall.PUT_OBJECT_ACL,
                        bucket.organisation(),
                        bucket.arn() + "/" + version.key().text(),
                        Map.of("versionId", version.version().text(), "value", acl.text())));
            }
            return isSet;
        });
    }

    /// Now, as precise as S3 shows it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ObjectVersion withPieces(ObjectVersion o) {
        return new ObjectVersion(
                o.key(),
                o.version(),
                o.modifiedAt(),
                o.sizeBytes(),
                o.etag(),
                o.ownerId(),
                o.account(),
                o.headers(),
                o.tags(),
                o.acl(),
                o.checksum(),
                o.upload(),
                new Content.InPieces(o.upload(), reader.pieces(o.upload(), true)));
    }

    /// The private list needs no room in a row.
    public static Optional<Acl> worthStoring(Acl acl) {
        return acl.equals(Acl.privateTo(acl.ownerId())) ? Optional.empty() : Optional.of(acl);
    }

    /// Turns what came in into the description of an object, or refuses by throwing.
    @FunctionalInterface
    public interface Describe {
        NewObject describe(Intake.Received received) throws IOException;
    }
}
