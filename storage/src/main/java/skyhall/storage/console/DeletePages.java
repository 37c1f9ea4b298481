package skyhall.storage.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Listings;
import skyhall.storage.object.DeleteResult;
import skyhall.storage.object.Deletion;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;

/// Deleting: a question first, then the deed. A folder is deleted with all that is in it, at most
/// [#MOST] objects at once; the page then says that there is more.
final class DeletePages {
    /// Before a key in the value of a box.
    static final String KEY = "key:";
    /// Before a prefix in the value of a box.
    static final String FOLDER = "folder:";

    static final int MOST = 1000;

    private final Visits visits;
    private final Objects objects;
    private final Listings listings;

    DeletePages(Visits visits, Objects objects, Listings listings) {
        this.visits = visits;
        this.objects = objects;
        this.listings = listings;
    }

    /// What a person ticked, or the one object or version that a link names.
    private record Wish(Bucket bucket, String prefix, List<String> items, VersionId.Asked version) {
        static Wish of(Visit visit) {
            List<String> items = new ArrayList<>(visit.encodedValues("item"));
            String key = visit.value("key");
            String prefix = visit.value("prefix");
            if (!key.isEmpty()) {
                items.add(KEY + key);
                prefix = Links.parent(key);
            }
            return new Wish(visit.bucket(), prefix, items, visit.version());
        }
    }

    ServerResponse ask(ServerRequest request) {
        Visit visit = visits.of(request);
        Wish wish = Wish.of(visit);
        Page page = visit.page();
        String name = wish.bucket().name().text();
        if (wish.items().isEmpty()) {
            return Links.goTo(Links.to(Links.FOLDER, "bucket", name, "prefix", wish.prefix(), "done", "nothing"));
        }
        Set<ObjectKey> keys = keys(visit, wish);
        DeleteView view = new DeleteView(
                name,
                wish.prefix(),
                wish.items().stream().map(DeletePages::shown).toList(),
                wish.items().stream().map(Links::encode).toList(),
                visit.value("version"),
                Math.min(keys.size(), MOST),
                keys.size() > MOST,
                wish.bucket().versioning() == Versioning.ENABLED && wish.version() instanceof VersionId.Asked.Latest,
                back(visit, wish));
        return Pages.answer(
                200,
                Pages.inside(page, page.text("storage.delete.title"), wish.bucket(), wish.prefix()),
                page,
                "delete.jte",
                view);
    }

    ServerResponse delete(ServerRequest request) {
        Visit visit = visits.of(request);
        Wish wish = Wish.of(visit);
        Set<ObjectKey> keys = keys(visit, wish);
        keys.stream().limit(MOST).forEach(key -> delete(visit, wish, key));
        boolean more = keys.size() > MOST;
        boolean version = !(wish.version() instanceof VersionId.Asked.Latest);
        String name = wish.bucket().name().text();
        String done = more ? "deletedmore" : version ? "deletedversion" : "deleted";
        return Links.goTo(Links.to(Links.FOLDER, "bucket", name, "prefix", wish.prefix(), "done", done));
    }

    private void delete(Visit visit, Wish wish, ObjectKey key) {
        DeleteResult result = objects.delete(new Deletion(
                wish.bucket(),
                key,
                wish.version(),
                Precondition.NONE,
                visit.person().ownerId(),
                visit.person().organisationName(),
                objects.now()));
        switch (result) {
            case DeleteResult.Deleted _ -> {}
            case DeleteResult.ConditionFailed _, DeleteResult.NothingThere _ ->
                throw new FaultException(StorageFault.NO_SUCH_KEY, "");
            case DeleteResult.BucketGone _ -> throw new FaultException(StorageFault.NO_SUCH_BUCKET, "");
        }
    }

    /// All keys meant, at most one more than [#MOST]; nothing is deleted unless the person may
    /// delete all of them.
    private Set<ObjectKey> keys(Visit visit, Wish wish) {
        Set<ObjectKey> keys = new LinkedHashSet<>();
        for (String item : wish.items()) {
            if (item.startsWith(KEY)) {
                keys.add(Visit.key(item.substring(KEY.length())));
            } else if (item.startsWith(FOLDER) && item.endsWith("/")) {
                addFolder(visit, wish.bucket(), item.substring(FOLDER.length()), keys);
            } else {
                throw new FaultException(StorageFault.INVALID_ARGUMENT, "");
            }
        }
        S3Action action = wish.version() instanceof VersionId.Asked.Latest
                ? S3Action.DELETE_OBJECT
                : S3Action.DELETE_OBJECT_VERSION;
        keys.forEach(key -> Guard.require(visit.subject(), action, wish.bucket(), key));
        return keys;
    }

    private void addFolder(Visit visit, Bucket bucket, String folder, Set<ObjectKey> keys) {
        Guard.require(visit.listing(folder), S3Action.LIST_BUCKET, bucket);
        From from = new From.Beginning();
        boolean more = true;
        while (more && keys.size() <= MOST) {
            skyhall.storage.listing.Page<ListedVersion> found =
                    listings.objects(bucket, folder, "", from, Listings.MAX_PAGE);
            found.items().forEach(object -> keys.add(object.key()));
            more = found.more();
            if (more) {
                from = new From.AfterKey(found.items().getLast().key().text());
            }
        }
    }

    private static String shown(String item) {
        return Shown.key(item.substring(item.indexOf(':') + 1));
    }

    private static String back(Visit visit, Wish wish) {
        String name = wish.bucket().name().text();
        String key = visit.value("key");
        return key.isEmpty() ? Links.folder(name, wish.prefix()) : Links.object(name, key);
    }
}
