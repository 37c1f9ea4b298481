package skyhall.storage.s3;

import java.util.List;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.listing.Page;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.Part;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.S3Times;
import skyhall.storage.wire.XmlText;

/// Listing open uploads, and the parts of one.
public final class UploadListCalls {
    private static final int MAX_PARTS = 1000;

    private final BucketFinder buckets;
    private final UploadFinder finder;
    private final Uploads uploads;
    private final UploadWalk walk;
    private final OwnerDirectory owners;

    public UploadListCalls(Buckets buckets, Uploads uploads, OwnerDirectory owners) {
        this.buckets = new BucketFinder(buckets);
        this.finder = new UploadFinder(this.buckets, uploads);
        this.uploads = uploads;
        this.walk = new UploadWalk(uploads);
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Address.Scope.BUCKET, "uploads", this::uploads),
                new Route("GET", Address.Scope.OBJECT, "uploadId", this::parts));
    }

    private S3Answer uploads(S3Call call) {
        Bucket bucket = buckets.of(call);
        Guard.require(call.subject(), S3Action.LIST_BUCKET_MULTIPART_UPLOADS, bucket);
        ListTerms terms = ListTerms.of(call, "max-uploads");
        String keyMarker = call.query().first("key-marker").orElse("");
        String idMarker = call.query().first("upload-id-marker").orElse("");
        Page<OpenUpload> page = walk.page(bucket, terms, keyMarker, idMarker);
        XmlText xml = XmlText.document("ListMultipartUploadsResult")
                .leaf("Bucket", bucket.name().text())
                .leaf("KeyMarker", terms.shown(keyMarker))
                .leaf("UploadIdMarker", idMarker);
        if (page.more()) {
            switch (page.entries().getLast()) {
                case Page.Entry.Item<OpenUpload>(OpenUpload last) ->
                    xml.leaf("NextKeyMarker", terms.shown(last.key().text()))
                            .leaf("NextUploadIdMarker", last.id().text());
                case Page.Entry.Prefix<OpenUpload>(String prefix) -> xml.leaf("NextKeyMarker", terms.shown(prefix));
            }
        }
        if (!terms.delimiter().isEmpty()) {
            xml.leaf("Delimiter", terms.shown(terms.delimiter()));
        }
        xml.leaf("Prefix", terms.shown(terms.prefix()))
                .leaf("MaxUploads", terms.limit())
                .leaf("IsTruncated", page.more());
        page.items().forEach(upload -> upload(xml, terms, upload));
        terms.prefixes(xml, page.prefixes());
        return S3Answer.xml(xml);
    }

    private void upload(XmlText xml, ListTerms terms, OpenUpload upload) {
        xml.open("Upload")
                .leaf("Key", terms.shown(upload.key().text()))
                .leaf("UploadId", upload.id().text());
        owner(xml, "Initiator", upload.ownerId());
        owner(xml, "Owner", upload.ownerId());
        xml.leaf("StorageClass", "STANDARD").leaf("Initiated", S3Times.inDocuments(upload.initiatedAt()));
        checksum(xml, upload);
        xml.close();
    }

    private S3Answer parts(S3Call call) {
        UploadFinder.Named named = finder.open(call, S3Action.LIST_MULTIPART_UPLOAD_PARTS);
        OpenUpload upload = named.upload();
        int after = call.query().has("part-number-marker") ? ListTerms.number(call, "part-number-marker") : 0;
        int limit = Math.min(ListTerms.number(call, "max-parts"), MAX_PARTS);
        List<Part> found = uploads.parts(upload, after, limit + 1);
        List<Part> shown = found.subList(0, Math.min(found.size(), limit));
        XmlText xml = XmlText.document("ListPartsResult")
                .leaf("Bucket", named.bucket().name().text())
                .leaf("Key", upload.key().text())
                .leaf("UploadId", upload.id().text());
        owner(xml, "Initiator", upload.ownerId());
        owner(xml, "Owner", upload.ownerId());
        xml.leaf("StorageClass", "STANDARD")
                .leaf("PartNumberMarker", after)
                .leaf(
                        "NextPartNumberMarker",
                        shown.isEmpty() ? 0 : shown.getLast().number())
                .leaf("MaxParts", limit)
                .leaf("IsTruncated", found.size() > limit);
        checksum(xml, upload);
        shown.forEach(part -> part(xml, part));
        return S3Answer.xml(xml);
    }

    private static void part(XmlText xml, Part part) {
        xml.open("Part")
                .leaf("PartNumber", part.number())
                .leaf("LastModified", S3Times.inDocuments(part.modifiedAt()))
                .leaf("ETag", '"' + part.etag() + '"')
                .leaf("Size", part.sizeBytes());
        part.checksum()
                .ifPresent(
                        checksum -> xml.leaf("Checksum" + checksum.algorithm().wireName(), checksum.value()));
        xml.close();
    }

    private static void checksum(XmlText xml, OpenUpload upload) {
        upload.checksum()
                .ifPresent(how -> xml.leaf("ChecksumAlgorithm", how.algorithm().wireName())
                        .leaf("ChecksumType", how.type().name()));
    }

    private void owner(XmlText xml, String element, String ownerId) {
        xml.open(element).leaf("ID", ownerId);
        owners.byOwnerId(ownerId).ifPresent(owner -> xml.leaf("DisplayName", owner.displayName()));
        xml.close();
    }
}
