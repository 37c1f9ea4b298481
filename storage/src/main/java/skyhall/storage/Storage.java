package skyhall.storage;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import skyhall.platform.database.Database;
import skyhall.platform.identity.KeyRing;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.platform.identity.Principal;
import skyhall.platform.outbox.Outbox;
import skyhall.platform.settings.Settings;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.NewBucketRules;
import skyhall.storage.form.FormReader;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.listing.Listings;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.Intake;
import skyhall.storage.object.Objects;
import skyhall.storage.protocol.CrossOrigin;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.RouteTable;
import skyhall.storage.protocol.S3Handler;
import skyhall.storage.protocol.S3Meter;
import skyhall.storage.protocol.S3Server;
import skyhall.storage.s3.AclCalls;
import skyhall.storage.s3.BucketCalls;
import skyhall.storage.s3.DeleteCalls;
import skyhall.storage.s3.FormCalls;
import skyhall.storage.s3.ListCalls;
import skyhall.storage.s3.PutCalls;
import skyhall.storage.s3.ReadCalls;
import skyhall.storage.s3.SettingCalls;
import skyhall.storage.s3.TagCalls;
import skyhall.storage.s3.UploadCalls;
import skyhall.storage.s3.UploadListCalls;
import skyhall.storage.signature.KeySource;
import skyhall.storage.signature.PolicySignature;
import skyhall.storage.signature.SignatureVerifier;
import skyhall.storage.volume.BlobKeeper;
import skyhall.storage.volume.DiskVolume;
import skyhall.storage.volume.InFlight;
import skyhall.storage.wire.Address;

/// The object store, joined from its parts. One per installation directory.
public final class Storage implements AutoCloseable {
    private final Settings settings;
    private final DiskVolume volume;
    private final Upkeep upkeep;
    private final Buckets buckets;
    private final Objects objects;
    private final Listings listings;
    private final Uploads uploads;
    private final ContentReader contents;
    private final BucketJournal journal;

    private Storage(
            Settings settings,
            Path dataDirectory,
            Database database,
            Outbox outbox,
            InstantSource clock,
            RandomGenerator random,
            BucketJournal journal) {
        this.journal = journal;
        this.settings = settings;
        this.volume = DiskVolume.open(settings, dataDirectory);
        InFlight inFlight = new InFlight();
        this.upkeep = new Upkeep(settings, database, volume, inFlight);
        Intake intake = new Intake(
                new BlobKeeper(volume, inFlight), Math.toIntExact(settings.get(StorageSettings.IN_ROW_BYTES)));
        this.contents = new ContentReader(volume);
        this.buckets = new Buckets(
                database,
                clock,
                new NewBucketRules(
                        settings.get(StorageSettings.NEW_BUCKET_OWNERSHIP),
                        settings.get(StorageSettings.NEW_BUCKET_PRIVATE),
                        settings.get(StorageSettings.MAX_BUCKETS)),
                journal);
        this.objects = new Objects(database, outbox, intake, contents, clock, random, journal);
        this.listings = new Listings(database);
        this.uploads = new Uploads(database, objects, intake, random);
    }

    /// Opens the volume of the settings, whose directory may be relative to `dataDirectory`. The
    /// tables of schema `storage` are up to date by then. Administrative calls are told to `journal`.
    public static Storage open(
            Settings settings,
            Path dataDirectory,
            Database database,
            Outbox outbox,
            InstantSource clock,
            RandomGenerator random,
            BucketJournal journal) {
        return new Storage(settings, dataDirectory, database, outbox, clock, random, journal);
    }

    /// Begins the work in the background: collecting, scrubbing, sweeping.
    public void start() {
        buckets.recover();
        upkeep.start();
    }

    public Buckets buckets() {
        return buckets;
    }

    public Objects objects() {
        return objects;
    }

    public Listings listings() {
        return listings;
    }

    public BucketJournal journal() {
        return journal;
    }

    public ContentReader contents() {
        return contents;
    }

    /// How the volume and its upkeep are doing.
    public Upkeep upkeep() {
        return upkeep;
    }

    /// The S3 API as a handler for Jetty.
    public Handler s3(
            KeyRing keys,
            OwnerDirectory owners,
            InstantSource clock,
            RandomGenerator random,
            Function<Request, String> clientAddress,
            S3Meter meter) {
        KeySource<Principal> source = id -> keys.find(id).map(key -> {
            keys.used(id);
            return new KeySource.Key<>(key.secret(), key.principal());
        });
        String region = settings.get(StorageSettings.REGION);
        CrossOrigin crossOrigin = new CrossOrigin(name -> buckets.find(name).flatMap(Bucket::cors));
        return new S3Handler(
                new SignatureVerifier<>(region, settings.get(StorageSettings.CLOCK_SKEW), source),
                routes(owners, crossOrigin, source, region),
                crossOrigin,
                settings.get(StorageSettings.DOMAINS).stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList(),
                clientAddress,
                clock,
                random,
                meter);
    }

    /// A connector for [#s3], with the limits of the settings.
    public S3Server server(Handler handler, InetAddress address, int port, Optional<SslContextFactory.Server> tls) {
        return new S3Server(
                handler,
                address,
                port,
                tls,
                new S3Server.Limits(
                        settings.get(StorageSettings.MAX_CONNECTIONS),
                        settings.get(StorageSettings.IDLE_TIME),
                        settings.get(StorageSettings.MIN_BYTES_PER_SECOND),
                        Math.toIntExact(settings.get(StorageSettings.HEADER_BYTES))));
    }

    private RouteTable routes(
            OwnerDirectory owners, CrossOrigin crossOrigin, KeySource<Principal> keys, String region) {
        PolicySignature<Principal> forms = new PolicySignature<>(region, settings.get(StorageSettings.FORM_V2), keys);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new BucketCalls(buckets, journal, owners, region).routes());
        routes.addAll(new SettingCalls(buckets, journal).routes());
        routes.addAll(new AclCalls(buckets, journal, objects, owners).routes());
        routes.addAll(new ListCalls(buckets, listings, owners).routes());
        routes.addAll(new ReadCalls(buckets, objects, contents).routes());
        routes.addAll(new PutCalls(buckets, objects, owners).routes());
        routes.addAll(new DeleteCalls(buckets, objects).routes());
        routes.addAll(new TagCalls(buckets, objects).routes());
        routes.addAll(new UploadCalls(buckets, uploads, objects, contents, owners).routes());
        routes.addAll(new UploadListCalls(buckets, uploads, owners).routes());
        routes.addAll(new FormCalls(buckets, objects, new FormReader<>(forms)).routes());
        routes.add(new Route("OPTIONS", Address.Scope.BUCKET, "", crossOrigin::preflight));
        routes.add(new Route("OPTIONS", Address.Scope.OBJECT, "", crossOrigin::preflight));
        return new RouteTable(routes);
    }

    @Override
    public void close() {
        upkeep.close();
        volume.close();
    }
}
