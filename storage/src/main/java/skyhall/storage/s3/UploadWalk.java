package skyhall.storage.s3;

import java.util.List;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.listing.From;
import skyhall.storage.listing.Listings;
import skyhall.storage.listing.Page;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.UploadId;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ObjectKey;

/// Walks the open uploads of a bucket.
final class UploadWalk {
    private final Uploads uploads;

    UploadWalk(Uploads uploads) {
        this.uploads = uploads;
    }

    Page<OpenUpload> page(Bucket bucket, ListTerms terms, String keyMarker, String idMarker) {
        return Listings.walk(
                new Listings.RowSource<OpenUpload>() {
                    @Override
                    public List<OpenUpload> rows(byte[] from, boolean inclusive, long order, byte[] end, int limit) {
                        return uploads.open(bucket, from, inclusive, order, end, limit);
                    }

                    @Override
                    public ObjectKey key(OpenUpload row) {
                        return row.key();
                    }

                    @Override
                    public long order(OpenUpload row) {
                        return row.id().number();
                    }
                },
                terms.prefix(),
                terms.delimiter(),
                from(keyMarker, idMarker),
                terms.limit());
    }

    private static From from(String keyMarker, String idMarker) {
        if (keyMarker.isEmpty()) {
            return new From.Beginning();
        }
        return UploadId.parse(idMarker)
                .<From>map(id -> new From.AfterOrder(keyMarker, id.number()))
                .orElseGet(() -> new From.AfterKey(keyMarker));
    }
}
