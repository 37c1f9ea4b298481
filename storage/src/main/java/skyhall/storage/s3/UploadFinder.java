package skyhall.storage.s3;

import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.multipart.OpenUpload;
import skyhall.storage.multipart.UploadId;
import skyhall.storage.multipart.Uploads;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.permission.Guard;
import skyhall.storage.permission.S3Action;
import skyhall.storage.protocol.S3Call;

/// Finds the upload that a call names.
final class UploadFinder {
    private final BucketFinder buckets;
    private final Uploads uploads;

    UploadFinder(BucketFinder buckets, Uploads uploads) {
        this.buckets = buckets;
        this.uploads = uploads;
    }

    /// An upload that is open or complete.
    Named any(S3Call call, S3Action action) {
        Bucket bucket = buckets.of(call);
        ObjectKey key = ObjectFinder.key(call.key());
        Guard.require(call.subject(), action, bucket, key);
        OpenUpload upload = UploadId.parse(call.query().first("uploadId").orElse(""))
                .flatMap(id -> uploads.find(bucket, key, id))
                .orElseThrow(UploadFinder::none);
        return new Named(bucket, upload);
    }

    /// An upload that is open.
    Named open(S3Call call, S3Action action) {
        Named named = any(call, action);
        if (named.upload().completed().isPresent()) {
            throw none();
        }
        return named;
    }

    static FaultException none() {
        return new FaultException(StorageFault.NO_SUCH_UPLOAD, "");
    }

    record Named(Bucket bucket, OpenUpload upload) {}
}
