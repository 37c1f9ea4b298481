package skyhall.storage.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Listings;
import skyhall.storage.object.ContentReader;
import skyhall.storage.object.GetOutcome;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.s3.UploadTerms;

/// One object: what is known of it, its bytes, its versions.
final class ObjectPages {
    private static final int VERSIONS = 50;

    private final Visits visits;
    private final Objects objects;
    private final Listings listings;
    private final ContentReader contents;

    ObjectPages(Visits visits, Objects objects, Listings listings, ContentReader contents) {
        this.visits = visits;
        this.objects = objects;
        this.listings = listings;
        this.contents = contents;
    }

    ServerResponse show(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        ObjectKey key = visit.key();
        Optional<ObjectVersion> current = current(visit, bucket, key);
        boolean listed = visit.mayList(S3Action.LIST_BUCKET_VERSIONS, bucket, key.text());
        skyhall.storage.listing.Page<ListedVersion> found = listed && bucket.versioning() != Versioning.NEVER
                ? listings.versions(bucket, key.text(), "", from(visit, key), VERSIONS)
                : new skyhall.storage.listing.Page<>(List.of(), false);
        ObjectView view = new ObjectView(
                bucket.name().text(),
                key.text(),
                current.map(object -> ObjectFacts.of(visit, bucket, object)),
                ofKey(visit, bucket, key, found),
                current.isPresent() && visit.may(S3Action.DELETE_OBJECT, bucket, key),
                paging(visit, bucket, key, found),
                visit.value("done"));
        Page page = visit.page();
        return Pages.answer(
                200,
                Pages.inside(page, view.title(), bucket, Links.parent(key.text()))
                        .wide(),
                page,
                "object.jte",
                view);
    }

    /// The current version; empty when it was deleted and older versions are there.
    private Optional<ObjectVersion> current(Visit visit, Bucket bucket, ObjectKey key) {
        return switch (objects.head(bucket, key, new VersionId.Asked.Latest())) {
            case GetOutcome.Found(ObjectVersion object) -> {
                Guard.require(visit.subject(), S3Action.GET_OBJECT, bucket, object);
                yield Optional.of(object);
            }
            case GetOutcome.NotFound _ ->
                throw Guard.absent(visit.listing(key.text()), bucket, StorageFault.NO_SUCH_KEY);
            case GetOutcome.Marker _ -> {
                Guard.require(visit.listing(key.text()), S3Action.LIST_BUCKET_VERSIONS, bucket);
                yield Optional.empty();
            }
        };
    }

    private static From from(Visit visit, ObjectKey key) {
        return visit.version() instanceof VersionId.Asked.Exact(VersionId id)
                ? new From.AfterOrder(key.text(), id.sequence())
                : new From.Beginning();
    }

    /// A listing by prefix begins with the versions of the key that is the prefix.
    private static List<ObjectView.Version> ofKey(
            Visit visit, Bucket bucket, ObjectKey key, skyhall.storage.listing.Page<ListedVersion> found) {
        boolean mayRead = visit.may(S3Action.GET_OBJECT_VERSION, bucket, key);
        boolean mayPut = visit.may(S3Action.PUT_OBJECT, bucket, key);
        boolean mayDelete = visit.may(S3Action.DELETE_OBJECT_VERSION, bucket, key);
        return found.items().stream()
                .filter(version -> version.key().equals(key))
                .map(version -> new ObjectView.Version(
                        version.version().text(),
                        version.latest(),
                        version.marker(),
                        version.modifiedAt(),
                        version.sizeBytes(),
                        mayRead && !version.marker(),
                        mayRead && mayPut && !version.marker() && !version.latest(),
                        mayDelete))
                .toList();
    }

    private static Paging paging(
            Visit visit, Bucket bucket, ObjectKey key, skyhall.storage.listing.Page<ListedVersion> found) {
        String name = bucket.name().text();
        boolean more = found.more() && found.items().getLast().key().equals(key);
        return new Paging(
                visit.value("version").isEmpty() ? "" : Links.object(name, key.text()),
                more
                        ? Links.to(
                                Links.OBJECT,
                                "bucket",
                                name,
                                "key",
                                key.text(),
                                "version",
                                found.items().getLast().version().text())
                        : "");
    }

    ServerResponse download(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        ObjectVersion object = readable(visit, bucket, visit.key(), visit.version());
        String key = object.key().text();
        String name = key.substring(Links.parent(key).length()).replace("/", "");
        // The bytes as they were put: a stored content encoding is not told, so that no browser unpacks them.
        return ServerResponse.ok().build((_, response) -> {
            try (ContentReader.Opened content = contents.open(object.content(), object.sizeBytes())) {
                response.setContentType(
                        MediaTypes.toSend(object.headers().contentType()).toString());
                // Jetty ends an answer whose length is set to 0 at once, before the strict headers are written.
                if (object.sizeBytes() > 0) {
                    response.setContentLengthLong(object.sizeBytes());
                }
                response.setHeader("Content-Disposition", disposition(name.isEmpty() ? "object" : name));
                response.setHeader("Cache-Control", "no-store");
                content.writeTo(response.getOutputStream(), 0, object.sizeBytes());
            }
            return null;
        });
    }

    private static String disposition(String name) {
        return ContentDisposition.attachment()
                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /// Puts an older version on top again: a copy that shares its bytes.
    ServerResponse restore(ServerRequest request) throws IOException {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        ObjectKey key = visit.key();
        ObjectVersion source = readable(visit, bucket, key, visit.version());
        UploadTerms terms = UploadTerms.ofForm(visit.subject(), bucket, key, source.headers(), source.tags(), "");
        UploadPages.requireStored(objects.put(
                bucket,
                key,
                Precondition.NONE,
                terms.object(objects.now(), source.sizeBytes(), source.etag(), source.checksum(), source.content())));
        return Links.goTo(
                Links.to(Links.OBJECT, "bucket", bucket.name().text(), "key", key.text(), "done", "restored"));
    }

    private ObjectVersion readable(Visit visit, Bucket bucket, ObjectKey key, VersionId.Asked asked) {
        boolean latest = asked instanceof VersionId.Asked.Latest;
        return switch (objects.get(bucket, key, asked)) {
            case GetOutcome.Found(ObjectVersion object) -> {
                Guard.require(
                        visit.subject(), latest ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION, bucket, object);
                yield object;
            }
            case GetOutcome.NotFound _, GetOutcome.Marker _ ->
                throw Guard.absent(
                        visit.listing(key.text()),
                        bucket,
                        latest ? StorageFault.NO_SUCH_KEY : StorageFault.NO_SUCH_VERSION);
        };
    }
}
