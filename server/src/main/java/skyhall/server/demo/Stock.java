package skyhall.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Principal;
import skyhall.server.fault.ServerFault;
import skyhall.storage.Storage;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.CreateOutcome;
import skyhall.storage.checksum.Digests;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Listings;
import skyhall.storage.listing.Page;
import skyhall.storage.object.NewObject;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.tag.Tags;

/// Puts the demonstration's files where they are missing; what lies there already is left alone.
final class Stock {
    /// Enough that puts share their syncs, few enough to leave the database's connections to others.
    private static final int AT_ONCE = 8;

    private final Storage storage;
    private final Principal owner;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Stock(Storage storage, Principal owner) {
        this.storage = storage;
        this.owner = owner;
    }

    /// How many files were put.
    int fill(Shelf shelf) {
        Bucket bucket = bucket(shelf);
        Set<String> there = keys(bucket);
        List<Future<?>> puts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            shelf.files().forEach((key, file) -> {
                if (!there.contains(key)) {
                    puts.add(threads.submit(() -> put(bucket, key, file)));
                }
            });
        }
        puts.forEach(Stock::result);
        return puts.size();
    }

    private Bucket bucket(Shelf shelf) {
        return switch (storage.buckets()
                .create(shelf.bucket(), owner, Acl.privateTo(owner.ownerId()), Optional.empty())) {
            case CreateOutcome.Created(Bucket bucket) -> bucket;
            case CreateOutcome.YoursAlready(Bucket bucket) -> bucket;
            case CreateOutcome.Taken _ ->
                throw new FaultException(
                        ServerFault.DEMONSTRATION_BLOCKED,
                        "The bucket '" + shelf.bucket().text() + "' belongs to somebody else.");
            case CreateOutcome.TooMany(int allowed) ->
                throw new FaultException(
                        ServerFault.DEMONSTRATION_BLOCKED, "It may have no more than " + allowed + " buckets.");
        };
    }

    private Set<String> keys(Bucket bucket) {
        Set<String> keys = new HashSet<>();
        From from = new From.Beginning();
        boolean more = true;
        while (more) {
            Page<ListedVersion> page = storage.listings().objects(bucket, "", "", from, Listings.MAX_PAGE);
            page.items().forEach(item -> keys.add(item.key().text()));
            more = page.more() && !page.items().isEmpty();
            if (more) {
                from = new From.AfterKey(page.items().getLast().key().text());
            }
        }
        return keys;
    }

    private PutOutcome put(Bucket bucket, String key, Path file) throws IOException, InterruptedException {
        places.acquire();
        try (InputStream body = Files.newInputStream(file)) {
            return storage.objects()
                    .put(
                            bucket,
                            new ObjectKey(key),
                            Precondition.NONE,
                            body,
                            new Digests(List.of()),
                            received -> new NewObject(
                                    storage.objects().now(),
                                    received.digests().lengthBytes(),
                                    received.digests().md5Hex(),
                                    bucket.ownerId(),
                                    bucket.account(),
                                    new ObjectHeaders(contentType(key), Map.of(), Map.of()),
                                    Tags.NONE,
                                    Optional.empty(),
                                    Optional.empty(),
                                    received.content()));
        } finally {
            places.release();
        }
    }

    private static void result(Future<?> put) {
        if (put.state() == Future.State.FAILED) {
            switch (put.exceptionNow()) {
                case RuntimeException e -> throw e;
                case IOException e -> throw new UncheckedIOException(e);
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    private static String contentType(String key) {
        String guessed = URLConnection.guessContentTypeFromName(key);
        if (guessed != null) {
            return guessed;
        }
        return key.endsWith(".md") ? "text/markdown; charset=utf-8" : "text/plain; charset=utf-8";
    }
}
