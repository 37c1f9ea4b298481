package skyhall.storage.s3;

import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Buckets;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.protocol.S3Call;

/// Finds the bucket that a call addresses.
final class BucketFinder {
    private final Buckets buckets;

    BucketFinder(Buckets buckets) {
        this.buckets = buckets;
    }

    /// @throws FaultException `NoSuchBucket`, or `AccessDenied` when `x-amz-expected-bucket-owner`
    ///     names somebody else
    public Bucket of(S3Call call) {
        Bucket bucket = named(call.bucketName());
        call.header("x-amz-expected-bucket-owner").ifPresent(expected -> {
            if (!expected.equals(bucket.ownerId()) && !expected.equals(bucket.account())) {
                throw new FaultException(StorageFault.ACCESS_DENIED, "The bucket belongs to somebody else.");
            }
        });
        return bucket;
    }

    /// Also by `organisation:name`, as Ceph writes it: then the bucket must belong to that
    /// organisation; `:name` is any.
    public Bucket named(String name) {
        int colon = name.indexOf(':');
        String account = name.substring(0, Math.max(colon, 0));
        return buckets.find(name.substring(colon + 1))
                .filter(bucket -> account.isEmpty() || bucket.account().equals(account))
                .orElseThrow(() -> new FaultException(StorageFault.NO_SUCH_BUCKET, ""));
    }
}
