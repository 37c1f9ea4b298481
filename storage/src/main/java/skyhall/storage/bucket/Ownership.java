package skyhall.storage.bucket;

import java.util.Arrays;
import java.util.Optional;

/// Who owns objects that others put, and whether access control lists count at all.
/// Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs".
public enum Ownership {
    /// Lists do not count and cannot be set; the bucket's owner owns everything.
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /// As [#OBJECT_WRITER], but objects put with `bucket-owner-full-control` belong to the bucket's
    /// owner.
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /// Who puts an object owns it.
    OBJECT_WRITER("ObjectWriter");

    private final String wire;

    Ownership(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<Ownership> parse(String wire) {
        return Arrays.stream(values()).filter(o -> o.wire.equals(wire)).findFirst();
    }
}
