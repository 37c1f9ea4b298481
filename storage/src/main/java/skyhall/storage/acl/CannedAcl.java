package skyhall.storage.acl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ready-made lists that a header names. Source: Amazon S3 User Guide, "Canned ACL".
public enum CannedAcl {
    PRIVATE,
    PUBLIC_READ,
    PUBLIC_READ_WRITE,
    AUTHENTICATED_READ,
    AWS_EXEC_READ,
    BUCKET_OWNER_READ,
    BUCKET_OWNER_FULL_CONTROL,
    LOG_DELIVERY_WRITE;

    public static Optional<CannedAcl> parse(String text) {
        return Arrays.stream(values())
                .filter(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst();
    }

    /// The list it stands for.
    ///
    /// @param ownerId owner of the object or bucket that gets the list
    /// @param bucketOwnerId owner of the bucket; the same for a bucket's own list
    public Acl list(String ownerId, String bucketOwnerId) {
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(new Grantee.Owner(ownerId), Permission.FULL_CONTROL));
        switch (this) {
            case PRIVATE, AWS_EXEC_READ -> {}
            case PUBLIC_READ -> grants.add(new Grant(new Grantee.Everyone(), Permission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(new Grant(new Grantee.Everyone(), Permission.READ));
                grants.add(new Grant(new Grantee.Everyone(), Permission.WRITE));
            }
            case AUTHENTICATED_READ -> grants.add(new Grant(new Grantee.AnySigned(), Permission.READ));
            case BUCKET_OWNER_READ -> addUnlessSame(grants, ownerId, bucketOwnerId, Permission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> addUnlessSame(grants, ownerId, bucketOwnerId, Permission.FULL_CONTROL);
            case LOG_DELIVERY_WRITE -> {
                grants.add(new Grant(new Grantee.LogDelivery(), Permission.WRITE));
                grants.add(new Grant(new Grantee.LogDelivery(), Permission.READ_ACP));
            }
        }
        return new Acl(ownerId, grants);
    }

    private static void addUnlessSame(List<Grant> grants, String ownerId, String bucketOwnerId, Permission permission) {
        if (!ownerId.equals(bucketOwnerId)) {
            grants.add(new Grant(new Grantee.Owner(bucketOwnerId), permission));
        }
    }
}
