package skyhall.storage.s3;

import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Listings;
import skyhall.storage.listing.Page;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.Route;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.S3Times;
import skyhall.storage.wire.XmlText;

/// Listing objects, in both versions of the call, and listing versions.
public final class ListCalls {
    private final BucketFinder buckets;
    private final Listings listings;
    private final OwnerDirectory owners;

    public ListCalls(Buckets buckets, Listings listings, OwnerDirectory owners) {
        this.buckets = new BucketFinder(buckets);
        this.listings = listings;
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", Address.Scope.BUCKET, "", this::objects),
                new Route("GET", Address.Scope.BUCKET, "versions", this::versions));
    }

    private S3Answer objects(S3Call call) {
        Bucket bucket = buckets.of(call);
        Guard.require(call.subject(), S3Action.LIST_BUCKET, bucket);
        boolean second = call.query().first("list-type").orElse("").equals("2");
        return second ? secondVersion(call, bucket) : firstVersion(call, bucket);
    }

    private S3Answer firstVersion(S3Call call, Bucket bucket) {
        ListTerms terms = ListTerms.of(call, "max-keys");
        String marker = call.query().first("marker").orElse("");
        From from = marker.isEmpty() ? new From.Beginning() : new From.AfterKey(marker);
        Page<ListedVersion> page = listings.objects(bucket, terms.prefix(), terms.delimiter(), from, terms.limit());
        XmlText xml = terms.begin(XmlText.document("ListBucketResult"), bucket, "MaxKeys")
                .leaf("Marker", terms.shown(marker))
                .leaf("IsTruncated", page.more());
        if (page.more() && !terms.delimiter().isEmpty()) {
            xml.leaf("NextMarker", terms.shown(lastOf(page)));
        }
        page.items().forEach(object -> content(xml, terms, object, true));
        terms.prefixes(xml, page.prefixes());
        return S3Answer.xml(xml);
    }

    private S3Answer secondVersion(S3Call call, Bucket bucket) {
        ListTerms terms = ListTerms.of(call, "max-keys");
        Optional<String> token = call.query().first("continuation-token");
        Optional<String> startAfter = call.query().first("start-after").filter(text -> !text.isEmpty());
        From from = token.filter(text -> !text.isEmpty())
                .map(ContinuationToken::read)
                .or(() -> startAfter.map(From.AfterKey::new))
                .orElseGet(From.Beginning::new);
        Page<ListedVersion> page = listings.objects(bucket, terms.prefix(), terms.delimiter(), from, terms.limit());
        XmlText xml = terms.begin(XmlText.document("ListBucketResult"), bucket, "MaxKeys")
                .leaf("KeyCount", page.entries().size())
                .leaf("IsTruncated", page.more());
        token.ifPresent(text -> xml.leaf("ContinuationToken", text));
        startAfter.ifPresent(text -> xml.leaf("StartAfter", terms.shown(text)));
        if (page.more()) {
            xml.leaf(
                    "NextContinuationToken",
                    ContinuationToken.after(page.entries().getLast()));
        }
        boolean withOwner = call.query().first("fetch-owner").orElse("").equals("true");
        page.items().forEach(object -> content(xml, terms, object, withOwner));
        terms.prefixes(xml, page.prefixes());
        return S3Answer.xml(xml);
    }

    private S3Answer versions(S3Call call) {
        Bucket bucket = buckets.of(call);
        Guard.require(call.subject(), S3Action.LIST_BUCKET_VERSIONS, bucket);
        ListTerms terms = ListTerms.of(call, "max-keys");
        String keyMarker = call.query().first("key-marker").orElse("");
        String versionMarker = call.query().first("version-id-marker").orElse("");
        if (keyMarker.isEmpty() && !versionMarker.isEmpty()) {
            throw new FaultException(
                    StorageFault.INVALID_ARGUMENT, "A version-id marker cannot be specified without a key marker.");
        }
        From from = VersionMarker.read(keyMarker, versionMarker);
        Page<ListedVersion> page = listings.versions(bucket, terms.prefix(), terms.delimiter(), from, terms.limit());
        XmlText xml = terms.begin(XmlText.document("ListVersionsResult"), bucket, "MaxKeys")
                .leaf("KeyMarker", terms.shown(keyMarker))
                .leaf("VersionIdMarker", versionMarker)
                .leaf("IsTruncated", page.more());
        if (page.more()) {
            VersionMarker.write(xml, terms, page.entries().getLast());
        }
        page.items().forEach(version -> version(xml, terms, version));
        terms.prefixes(xml, page.prefixes());
        return S3Answer.xml(xml);
    }

    private static String lastOf(Page<ListedVersion> page) {
        return switch (page.entries().getLast()) {
            case Page.Entry.Item<ListedVersion>(ListedVersion object) ->
                object.key().text();
            case Page.Entry.Prefix<ListedVersion>(String prefix) -> prefix;
        };
    }

    private void content(XmlText xml, ListTerms terms, ListedVersion object, boolean withOwner) {
        xml.open("Contents").leaf("Key", terms.shown(object.key().text()));
        facts(xml, object);
        if (withOwner) {
            owner(xml, object.ownerId());
        }
        xml.close();
    }

    private void version(XmlText xml, ListTerms terms, ListedVersion version) {
        xml.open(version.marker() ? "DeleteMarker" : "Version")
                .leaf("Key", terms.shown(version.key().text()))
                .leaf("VersionId", version.version().text())
                .leaf("IsLatest", version.latest());
        if (version.marker()) {
            xml.leaf("LastModified", S3Times.inDocuments(version.modifiedAt()));
        } else {
            facts(xml, version);
        }
        owner(xml, version.ownerId());
        xml.close();
    }

    private static void facts(XmlText xml, ListedVersion object) {
        xml.leaf("LastModified", S3Times.inDocuments(object.modifiedAt()))
                .leaf("ETag", '"' + object.etag() + '"')
                .leaf("Size", object.sizeBytes())
                .leaf("StorageClass", "STANDARD");
        object.checksum().ifPresent(checksum -> xml.leaf(
                        "ChecksumAlgorithm", checksum.algorithm().wireName())
                .leaf("ChecksumType", checksum.type().name()));
    }

    private void owner(XmlText xml, String ownerId) {
        xml.open("Owner").leaf("ID", ownerId);
        owners.byOwnerId(ownerId).ifPresent(owner -> xml.leaf("DisplayName", owner.displayName()));
        xml.close();
    }
}
