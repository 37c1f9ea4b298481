package skyhall.storage.console;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Listings;
import skyhall.storage.listing.Page.Entry;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.VersionId;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;

/// What is in a bucket, a folder at a time, and what was deleted from it. Folders are what keys
/// have in common up to a slash.
final class FolderPages {
    static final int PAGE = 50;

    private final Visits visits;
    private final Listings listings;

    FolderPages(Visits visits, Listings listings) {
        this.visits = visits;
        this.listings = listings;
    }

    ServerResponse show(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        String prefix = visit.value("prefix");
        String search = visit.value("search");
        Guard.require(visit.listing(prefix + search), S3Action.LIST_BUCKET, bucket);
        String after = visit.value("after");
        From from = after.isEmpty() ? new From.Beginning() : new From.AfterKey(after);
        skyhall.storage.listing.Page<ListedVersion> found = listings.objects(bucket, prefix + search, "/", from, PAGE);
        String name = bucket.name().text();
        String start = Links.to(Links.FOLDER, "bucket", name, "prefix", prefix, "search", search);
        String next = found.more()
                ? Links.to(Links.FOLDER, "bucket", name, "prefix", prefix, "search", search, "after", last(found))
                : "";
        FolderView view = new FolderView(
                BucketHead.of(visit, bucket, BucketHead.Tab.OBJECTS),
                prefix,
                search,
                rows(visit, bucket, prefix, found),
                visit.may(S3Action.PUT_OBJECT, bucket, sample(prefix)),
                new Paging(after.isEmpty() ? "" : start, next),
                visit.value("done"));
        return answer(visit, bucket, prefix, view);
    }

    private static ServerResponse answer(Visit visit, Bucket bucket, String prefix, FolderView view) {
        Page page = visit.page();
        if (prefix.isEmpty()) {
            return Pages.answer(200, Pages.below(page, bucket.name().text()).wide(), page, "folder.jte", view);
        }
        return Pages.answer(
                200,
                Pages.inside(page, view.title(), bucket, Links.parent(prefix)).wide(),
                page,
                "folder.jte",
                view);
    }

    private static List<FolderView.Row> rows(
            Visit visit, Bucket bucket, String prefix, skyhall.storage.listing.Page<ListedVersion> found) {
        List<FolderView.Row> rows = new ArrayList<>();
        for (Entry<ListedVersion> entry : found.entries()) {
            switch (entry) {
                case Entry.Prefix<ListedVersion>(String folder) -> rows.add(folder(visit, bucket, prefix, folder));
                case Entry.Item<ListedVersion>(ListedVersion object) -> {
                    // The folder's own mark is not one of the things in it.
                    if (!object.key().text().equals(prefix)) {
                        rows.add(object(visit, bucket, prefix, object));
                    }
                }
            }
        }
        return rows;
    }

    private static FolderView.Row folder(Visit visit, Bucket bucket, String prefix, String folder) {
        return new FolderView.Row.Folder(
                Shown.below(prefix, folder),
                Links.folder(bucket.name().text(), folder),
                mark(visit, bucket, folder, DeletePages.FOLDER));
    }

    private static FolderView.Row object(Visit visit, Bucket bucket, String prefix, ListedVersion object) {
        boolean readable = visit.may(S3Action.GET_OBJECT, bucket, object.key());
        return new FolderView.Row.File(
                Shown.below(prefix, object.key().text()),
                readable ? Links.object(bucket.name().text(), object.key().text()) : "",
                object.sizeBytes(),
                object.modifiedAt(),
                mark(visit, bucket, object.key().text(), DeletePages.KEY));
    }

    /// What a tick in the row's box stands for; empty when the person may not delete it.
    private static String mark(Visit visit, Bucket bucket, String text, String kind) {
        return visit.may(S3Action.DELETE_OBJECT, bucket, new ObjectKey(text)) ? Links.encode(kind + text) : "";
    }

    /// A key by which to ask whether somebody may put things into a folder.
    private static ObjectKey sample(String prefix) {
        return ObjectKey.parse(prefix + "-").or(() -> ObjectKey.parse(prefix)).orElseGet(() -> new ObjectKey("-"));
    }

    private static String last(skyhall.storage.listing.Page<ListedVersion> found) {
        return switch (found.entries().getLast()) {
            case Entry.Item<ListedVersion>(ListedVersion object) -> object.key().text();
            case Entry.Prefix<ListedVersion>(String prefix) -> prefix;
        };
    }

    ServerResponse deleted(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        Guard.require(visit.listing(""), S3Action.LIST_BUCKET_VERSIONS, bucket);
        String after = visit.value("after");
        From from = visit.version() instanceof VersionId.Asked.Exact(VersionId id) && !after.isEmpty()
                ? new From.AfterOrder(after, id.sequence())
                : new From.Beginning();
        skyhall.storage.listing.Page<ListedVersion> found = listings.versions(bucket, "", "", from, Listings.MAX_PAGE);
        String name = bucket.name().text();
        List<DeletedView.Row> rows = found.items().stream()
                .filter(version -> version.latest() && version.marker())
                .map(version -> new DeletedView.Row(
                        Shown.key(version.key().text()),
                        Links.object(name, version.key().text()),
                        version.modifiedAt()))
                .toList();
        String path = Links.to(Links.DELETED, "bucket", name);
        DeletedView view = new DeletedView(
                BucketHead.of(visit, bucket, BucketHead.Tab.DELETED),
                rows,
                new Paging(
                        after.isEmpty() ? "" : path,
                        found.more() ? behind(name, found.items().getLast()) : ""));
        Page page = visit.page();
        String title = page.text("storage.deleted.title", name);
        return Pages.answer(200, Pages.inside(page, title, bucket, "").wide(), page, "deleted.jte", view);
    }

    private static String behind(String bucket, ListedVersion last) {
        return Links.to(
                Links.DELETED,
                "bucket",
                bucket,
                "after",
                last.key().text(),
                "version",
                last.version().text());
    }
}
