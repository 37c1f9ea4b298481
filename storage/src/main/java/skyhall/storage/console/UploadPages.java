package skyhall.storage.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.portal.page.Page;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.form.MultipartReader;
import skyhall.storage.form.PartHeaders;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.Objects;
import skyhall.storage.object.Precondition;
import skyhall.storage.object.PutOutcome;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.permission.S3Action;
import skyhall.storage.s3.UploadTerms;
import skyhall.storage.tag.Tags;

/// Putting files and folders into a bucket.
///
/// The body of an upload goes from the line into the volume as it comes; nothing is read before the
/// form's token and the person's right were checked, and nothing is kept in memory or aside but one
/// buffer.
final class UploadPages {
    private static final ChecksumAlgorithm CHECKSUM = ChecksumAlgorithm.SHA256;

    private final Visits visits;
    private final Objects objects;
    private final long maxBytes;

    UploadPages(Visits visits, Objects objects, long maxBytes) {
        this.visits = visits;
        this.objects = objects;
        this.maxBytes = maxBytes;
    }

    ServerResponse form(ServerRequest request) {
        Visit visit = visits.of(request);
        return form(visit, 200, "");
    }

    private ServerResponse form(Visit visit, int status, String error) {
        Bucket bucket = visit.bucket(visit.inQuery("bucket"));
        String prefix = visit.inQuery("prefix");
        requireMayPut(visit, bucket, prefix);
        Page page = visit.page();
        UploadView view = new UploadView(bucket.name().text(), prefix, maxBytes, error);
        return Pages.answer(
                status,
                Pages.inside(page, page.text("storage.upload.title"), bucket, prefix),
                page,
                "upload.jte",
                view);
    }

    /// Takes every file of the form, one after the other. Files that came before one that is
    /// refused stay.
    ServerResponse receive(ServerRequest request) throws IOException {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket(visit.inQuery("bucket"));
        String prefix = visit.inQuery("prefix");
        MultipartReader parts = MultipartReader.open(
                request.servletRequest().getInputStream(),
                visit.header("Content-Type").orElse(""));
        int taken = 0;
        while (parts.next()) {
            PartHeaders part = parts.headers();
            if (!part.fileName().isEmpty()) {
                put(visit, bucket, Visit.key(prefix + part.fileName()), parts.content());
                taken++;
            }
        }
        if (taken == 0) {
            return form(visit, 422, visit.page().text("storage.upload.none"));
        }
        boolean byScript =
                visit.header("Accept").filter("application/json"::equals).isPresent();
        return byScript
                ? ServerResponse.status(201)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{}")
                : Links.goTo(
                        Links.to(Links.FOLDER, "bucket", bucket.name().text(), "prefix", prefix, "done", "uploaded"));
    }

    private void put(Visit visit, Bucket bucket, ObjectKey key, InputStream content) throws IOException {
        ObjectHeaders headers =
                new ObjectHeaders(MediaTypes.ofName(key.text()), java.util.Map.of(), java.util.Map.of());
        UploadTerms terms = UploadTerms.ofForm(visit.subject(), bucket, key, headers, Tags.NONE, "");
        PutOutcome outcome = objects.put(
                bucket,
                key,
                Precondition.NONE,
                new LimitedStream(content, maxBytes),
                new Digests(List.of(CHECKSUM)),
                received -> terms.object(
                        objects.now(),
                        received.digests().lengthBytes(),
                        received.digests().md5Hex(),
                        received.digests().checksum(CHECKSUM).map(StoredChecksum::whole),
                        received.content()));
        requireStored(outcome);
    }

    ServerResponse folderForm(ServerRequest request) {
        return folderForm(visits.of(request), 200, "", "");
    }

    private ServerResponse folderForm(Visit visit, int status, String name, String error) {
        Bucket bucket = visit.bucket();
        String prefix = visit.value("prefix");
        requireMayPut(visit, bucket, prefix);
        Page page = visit.page();
        NewFolderView view = new NewFolderView(bucket.name().text(), prefix, name, error);
        return Pages.answer(
                status,
                Pages.inside(page, page.text("storage.newfolder.title"), bucket, prefix),
                page,
                "newFolder.jte",
                view);
    }

    ServerResponse makeFolder(ServerRequest request) throws IOException {
        Visit visit = visits.of(request);
        Bucket bucket = visit.bucket();
        String name = visit.value("name").strip();
        String prefix = visit.value("prefix");
        Optional<ObjectKey> key = ObjectKey.parse(prefix + name + "/");
        if (name.isEmpty() || name.contains("/")) {
            return folderForm(visit, 422, name, visit.page().text("storage.newfolder.invalid"));
        }
        if (key.isEmpty()) {
            return folderForm(visit, 422, name, visit.page().text("storage.newfolder.long"));
        }
        put(visit, bucket, key.get(), InputStream.nullInputStream());
        return Links.goTo(Links.folder(bucket.name().text(), key.get().text()));
    }

    private static void requireMayPut(Visit visit, Bucket bucket, String prefix) {
        skyhall.storage.permission.Guard.require(visit.subject(), S3Action.PUT_OBJECT, bucket, Visit.key(prefix + "-"));
    }

    /// @throws FaultException when it was not stored
    static void requireStored(PutOutcome outcome) {
        switch (outcome) {
            case PutOutcome.Stored _ -> {}
            case PutOutcome.ConditionFailed _ -> throw new FaultException(StorageFault.PRECONDITION_FAILED, "");
            case PutOutcome.NothingThere _ -> throw new FaultException(StorageFault.NO_SUCH_KEY, "");
            case PutOutcome.BucketGone _ -> throw new FaultException(StorageFault.NO_SUCH_BUCKET, "");
        }
    }
}
