package skyhall.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.platform.outbox.Outbox;
import skyhall.platform.settings.Settings;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.BucketName;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.CreateOutcome;
import skyhall.storage.bucket.NewBucketRules;
import skyhall.storage.bucket.Ownership;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.checksum.Digests;
import skyhall.storage.listing.Listings;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.DeleteResult;
import skyhall.storage.object.Deletion;
import skyhall.storage.object.GetOutcome;
import skyhall.storage.object.Intake;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.ReleasedUploads;
import skyhall.storage.object.SqlReferences;
import skyhall.storage.object.VersionId;
import skyhall.storage.tag.Tags;
import skyhall.storage.volume.BlobKeeper;
import skyhall.storage.volume.Collector;
import skyhall.storage.volume.DiskVolume;
import skyhall.storage.volume.InFlight;
import skyhall.storage.volume.StorageVolumeSettings;

/// Buckets, objects and uploads over a real database and a real volume, without the S3 API: for tests.
///
/// Bodies of up to [#IN_ROW_BYTES] live in their row, longer ones in a file, so that short texts reach both. The
/// collector's clock is moved by hand, see [#collectEverything].
public final class Depot implements AutoCloseable {
    public static final int IN_ROW_BYTES = 32;
    public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration GRACE = Duration.ofHours(1);

    public final Database database = TestDatabase.fresh("platform", "storage");
    public final KeptJournal journal = new KeptJournal();
    public final DiskVolume volume;
    public final Buckets buckets;
    public final Objects objects;
    public final Uploads uploads;
    public final Listings listings;
    public final ContentReader contents;
    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());
    private final AtomicLong collectorNanos = new AtomicLong();
    private final Collector collector;

    public Depot(Path folder) {
        this(folder, 100);
    }

    public Depot(Path folder, int maxBuckets) {
        InstantSource clock = () -> Instant.ofEpochMilli(millis.getAndIncrement());
        Settings settings = Settings.load(
                folder.resolve("none.conf"),
                Map.of("SKYHALL_STORAGE_VOLUME_FREE_BYTES", "0B", "SKYHALL_STORAGE_VOLUME_FREE_PERCENT", "0"),
                StorageVolumeSettings.ALL);
        InFlight inFlight = new InFlight();
        volume = DiskVolume.open(settings, folder);
        collector = new Collector(volume, new SqlReferences(database), inFlight, GRACE, collectorNanos::get);
        Intake intake = new Intake(new BlobKeeper(volume, inFlight), IN_ROW_BYTES);
        contents = new ContentReader(volume);
        buckets = new Buckets(
                database, clock, new NewBucketRules(Ownership.BUCKET_OWNER_ENFORCED, true, maxBuckets), journal);
        objects = new Objects(database, new Outbox(database), intake, contents, clock, new Random(1), journal);
        uploads = new Uploads(database, objects, intake, new Random(2));
        listings = new Listings(database);
    }

    /// A caller of an organisation, who may do everything.
    public static Principal person(String organisation, String name) {
        return person(organisation, name, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""");
    }

    public static Principal person(String organisation, String name, String policy) {
        return new Principal(
                new PrincipalId(name.hashCode()),
                new OrganisationId(organisation.hashCode()),
                organisation,
                name,
                "arn:aws:iam::" + organisation + ":user/" + name,
                "id-of-" + name,
                name,
                List.of(Policy.of(policy, PolicyKind.IDENTITY)));
    }

    /// A new bucket of `lin`, of the harbour.
    public Bucket bucket(String name, Versioning versioning) {
        Principal lin = person("harbour", "lin");
        CreateOutcome outcome =
                buckets.create(new BucketName(name), lin, Acl.privateTo(lin.ownerId()), Optional.empty());
        Bucket made = ((CreateOutcome.Created) outcome).bucket();
        if (versioning == Versioning.NEVER) {
            return made;
        }
        buckets.setVersioning(made, Versioning.ENABLED);
        if (versioning == Versioning.SUSPENDED) {
            buckets.setVersioning(made, Versioning.SUSPENDED);
        }
        return buckets.find(name).orElseThrow();
    }

    public PutOutcome put(Bucket bucket, String key, String text) {
        return put(bucket, key, text, Precondition.NONE);
    }

    public PutOutcome put(Bucket bucket, String key, String text, Precondition condition) {
        try {
            return objects.put(
                    bucket,
                    new ObjectKey(key),
                    condition,
                    body(text),
                    new Digests(List.of()),
                    received -> object(bucket, received));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts and answers the version; fails when nothing was stored.
    public VersionId stored(Bucket bucket, String key, String text) {
        return switch (put(bucket, key, text)) {
            case PutOutcome.Stored(VersionId version) -> version;
            case PutOutcome refused -> throw new AssertionError(refused);
        };
    }

    public NewObject object(Bucket bucket, Intake.Received received) {
        return new NewObject(
                objects.now(),
                received.digests().lengthBytes(),
                received.digests().md5Hex(),
                bucket.ownerId(),
                bucket.account(),
                ObjectHeaders.NONE,
                Tags.NONE,
                Optional.empty(),
                Optional.empty(),
                received.content());
    }

    public GetOutcome get(Bucket bucket, String key) {
        return objects.get(bucket, new ObjectKey(key), new VersionId.Asked.Latest());
    }

    public GetOutcome get(Bucket bucket, String key, VersionId version) {
        return objects.get(bucket, new ObjectKey(key), asked(version));
    }

    /// What a client reads: the text, or `absent`, or `marker`.
    public String text(GetOutcome outcome) {
        return switch (outcome) {
            case GetOutcome.Found(ObjectVersion object) -> text(object);
            case GetOutcome.NotFound _ -> "absent";
            case GetOutcome.Marker _ -> "marker";
        };
    }

    public String text(Bucket bucket, String key) {
        return text(get(bucket, key));
    }

    public String text(ObjectVersion object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentReader.Opened opened = contents.open(object.content(), object.sizeBytes())) {
            opened.writeTo(out, 0, object.sizeBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    public static ObjectVersion found(GetOutcome outcome) {
        return switch (outcome) {
            case GetOutcome.Found(ObjectVersion object) -> object;
            case GetOutcome.NotFound _, GetOutcome.Marker _ -> throw new AssertionError("not found: " + outcome);
        };
    }

    public DeleteResult delete(Bucket bucket, String key) {
        return delete(bucket, key, new VersionId.Asked.Latest(), Precondition.NONE);
    }

    public DeleteResult delete(Bucket bucket, String key, VersionId version) {
        return delete(bucket, key, asked(version), Precondition.NONE);
    }

    public DeleteResult delete(Bucket bucket, String key, VersionId.Asked asked, Precondition condition) {
        return objects.delete(new Deletion(
                bucket, new ObjectKey(key), asked, condition, bucket.ownerId(), bucket.account(), objects.now()));
    }

    public static VersionId.Asked asked(VersionId version) {
        return version.isNull() ? new VersionId.Asked.Null() : new VersionId.Asked.Exact(version);
    }

    /// A copy as the API makes one: the new row names the same bytes.
    public PutOutcome copy(Bucket from, String key, Bucket to, String toKey) {
        ObjectVersion source = found(get(from, key));
        return objects.put(
                to,
                new ObjectKey(toKey),
                Precondition.NONE,
                new NewObject(
                        objects.now(),
                        source.sizeBytes(),
                        source.etag(),
                        to.ownerId(),
                        to.account(),
                        source.headers(),
                        source.tags(),
                        Optional.empty(),
                        source.checksum(),
                        source.content()));
    }

    /// Sweeps uploads that nothing points to and collects every file that no row names, as if days had passed.
    public void collectEverything() {
        new ReleasedUploads(database).sweep(Duration.ofSeconds(-1));
        for (int quarter = 0; quarter < 6; quarter++) {
            collector.collect();
            collectorNanos.addAndGet(GRACE.toNanos() / 4);
        }
    }

    /// How many files the volume holds.
    public long files() {
        try (var list = volume.list()) {
            return list.count();
        }
    }

    public long count(String table) {
        return database.sql()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    public static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A text that is too long for a row.
    public static String large(String begin) {
        return (begin + " and so on").repeat(IN_ROW_BYTES);
    }

    @Override
    public void close() {
        volume.close();
    }
}
