package skyhall.storage.console;

import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Page;
import skyhall.storage.acl.Acl;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.BucketName;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.bucket.CreateOutcome;
import skyhall.storage.bucket.DeleteOutcome;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;

/// The list of buckets, making and deleting one, and its settings.
final class BucketPages {
    private static final int PAGE = 50;
    private static final String ALL = "arn:aws:s3:::*";

    private final Visits visits;
    private final Buckets buckets;
    private final BucketJournal journal;

    BucketPages(Visits visits, BucketJournal journal) {
        this.visits = visits;
        this.buckets = visits.buckets();
        this.journal = journal;
    }

    ServerResponse list(ServerRequest request) {
        Visit visit = visits.of(request);
        if (!Guard.allowsByItself(visit.subject(), S3Action.LIST_ALL_MY_BUCKETS, ALL)) {
            throw Guard.denied();
        }
        String after = visit.value("after");
        List<Bucket> found = buckets.page(visit.person().organisation(), "", after, PAGE + 1);
        List<Bucket> shown = found.subList(0, Math.min(found.size(), PAGE));
        String next = found.size() > PAGE
                ? Links.to(Links.ROOT, "after", shown.getLast().name().text())
                : "";
        Page page = visit.page();
        BucketsView view = new BucketsView(
                shown.stream()
                        .map(bucket ->
                                new BucketsView.Row(bucket.name().text(), bucket.createdAt(), bucket.versioning()))
                        .toList(),
                mayCreate(visit),
                new Paging(after.isEmpty() ? "" : Links.ROOT, next),
                visit.value("done"));
        return Pages.answer(200, Layout.titled(page.text("storage.section.name")), page, "buckets.jte", view);
    }

    ServerResponse form(ServerRequest request) {
        Visit visit = visits.of(request);
        if (!mayCreate(visit)) {
            throw Guard.denied();
        }
        return form(visit, 200, new NewBucketView("", false, ""));
    }

    private static ServerResponse form(Visit visit, int status, NewBucketView view) {
        Page page = visit.page();
        return Pages.answer(
                status, Pages.below(page, page.text("storage.newbucket.title")), page, "newBucket.jte", view);
    }

    ServerResponse create(ServerRequest request) {
        Visit visit = visits.of(request);
        String text = visit.value("name").strip();
        boolean versioned = visit.value("versioning").equals("on");
        if (BucketName.parse(text).isEmpty()) {
            return refused(visit, text, versioned, "storage.newbucket.invalid");
        }
        BucketName name = new BucketName(text);
        String arn = "arn:aws:s3:::" + text;
        require(
                visit,
                Guard.allowsByItself(visit.subject(), S3Action.CREATE_BUCKET, arn),
                AdministrativeCall.CREATE_BUCKET,
                arn);
        Acl acl = Acl.privateTo(visit.person().ownerId());
        return switch (buckets.create(name, visit.person(), acl, java.util.Optional.empty())) {
            case CreateOutcome.Created(Bucket bucket) -> {
                if (versioned && visit.may(S3Action.PUT_BUCKET_VERSIONING, bucket)) {
                    buckets.setVersioning(bucket, Versioning.ENABLED);
                }
                yield Links.goTo(Links.to(Links.FOLDER, "bucket", text, "done", "made"));
            }
            case CreateOutcome.YoursAlready _ -> refused(visit, text, versioned, "storage.newbucket.yours");
            case CreateOutcome.Taken _ -> refused(visit, text, versioned, "storage.newbucket.taken");
            case CreateOutcome.TooMany(int allowed) ->
                throw new FaultException(
                        StorageFault.TOO_MANY_BUCKETS, visit.page().text("storage.newbucket.limit", allowed));
        };
    }

    private static ServerResponse refused(Visit visit, String name, boolean versioned, String message) {
        return form(visit, 422, new NewBucketView(name, versioned, visit.page().text(message)));
    }

    ServerResponse settings(ServerRequest request) {
        Visit visit = visits.of(request);
        return settings(visit, 200, visit.bucket(), "");
    }

    private static ServerResponse settings(Visit visit, int status, Bucket bucket, String problem) {
        Guard.require(visit.listing(""), S3Action.LIST_BUCKET, bucket);
        Page page = visit.page();
        BucketView view = new BucketView(
                BucketHead.of(visit, bucket, BucketHead.Tab.SETTINGS),
                bucket.createdAt(),
                visit.may(S3Action.GET_BUCKET_VERSIONING, bucket),
                bucket.versioning(),
                visit.may(S3Action.PUT_BUCKET_VERSIONING, bucket),
                visit.may(S3Action.DELETE_BUCKET, bucket),
                visit.value("done"),
                problem);
        String title = page.text("storage.settings.title", bucket.name().text());
        return Pages.answer(status, Pages.inside(page, title, bucket, ""), page, "settings.jte", view);
    }

    ServerResponse setVersioning(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        require(
                visit,
                visit.may(S3Action.PUT_BUCKET_VERSIONING, bucket),
                AdministrativeCall.PUT_BUCKET_VERSIONING,
                bucket.arn());
        Versioning wanted =
                switch (visit.value("state")) {
                    case "on" -> Versioning.ENABLED;
                    case "off" -> Versioning.SUSPENDED;
                    default -> throw new FaultException(StorageFault.INVALID_ARGUMENT, "");
                };
        // Suspending what was never on would change the bucket for good and help nobody.
        if (!(wanted == Versioning.SUSPENDED && bucket.versioning() == Versioning.NEVER)) {
            buckets.setVersioning(bucket, wanted);
        }
        return Links.goTo(Links.to(Links.SETTINGS, "bucket", bucket.name().text(), "done", "changed"));
    }

    ServerResponse delete(ServerRequest request) {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        require(visit, visit.may(S3Action.DELETE_BUCKET, bucket), AdministrativeCall.DELETE_BUCKET, bucket.arn());
        Page page = visit.page();
        String name = bucket.name().text();
        if (!visit.value("confirm").equals(name)) {
            return settings(visit, 422, bucket, page.text("storage.settings.delete.mismatch", name));
        }
        return switch (buckets.delete(bucket)) {
            case DeleteOutcome.Deleted _ -> Links.goTo(Links.to(Links.ROOT, "done", "deleted"));
            case DeleteOutcome.NotEmpty _ ->
                settings(visit, 409, bucket, page.text("storage.settings.delete.notempty"));
            case DeleteOutcome.Busy _ -> settings(visit, 409, bucket, page.text("storage.settings.delete.busy"));
        };
    }

    private static boolean mayCreate(Visit visit) {
        return Guard.allowsByItself(visit.subject(), S3Action.CREATE_BUCKET, ALL);
    }

    /// Refuses what is not allowed, and journals that. A person sees no bucket of another organisation here.
    private void require(Visit visit, boolean isAllowed, AdministrativeCall call, String arn) {
        if (!isAllowed) {
            journal.refused(JournalEntry.here(call, visit.person().organisation(), arn, Map.of()));
            throw Guard.denied();
        }
    }
}
