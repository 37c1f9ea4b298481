package skyhall.storage.permission;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skyhall.storage.acl.Permission;

/// The actions that policies name, and the permission of an access control list that is as good.
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3";
/// Amazon S3 User
/// Guide, "Mapping of ACL permissions and access policy permissions".
public enum S3Action {
    CREATE_BUCKET("s3:CreateBucket", null, null),
    LIST_ALL_MY_BUCKETS("s3:ListAllMyBuckets", null, null),
    DELETE_BUCKET("s3:DeleteBucket", null, null),
    LIST_BUCKET("s3:ListBucket", Permission.READ, null),
    LIST_BUCKET_VERSIONS("s3:ListBucketVersions", Permission.READ, null),
    LIST_BUCKET_MULTIPART_UPLOADS("s3:ListBucketMultipartUploads", Permission.READ, null),
    GET_BUCKET_LOCATION("s3:GetBucketLocation", null, null),
    GET_BUCKET_VERSIONING("s3:GetBucketVersioning", null, null),
    PUT_BUCKET_VERSIONING("s3:PutBucketVersioning", null, null),
    GET_BUCKET_ACL("s3:GetBucketAcl", Permission.READ_ACP, null),
    PUT_BUCKET_ACL("s3:PutBucketAcl", Permission.WRITE_ACP, null),
    GET_BUCKET_CORS("s3:GetBucketCORS", null, null),
    PUT_BUCKET_CORS("s3:PutBucketCORS", null, null),
    GET_BUCKET_TAGGING("s3:GetBucketTagging", null, null),
    PUT_BUCKET_TAGGING("s3:PutBucketTagging", null, null),
    GET_BUCKET_POLICY("s3:GetBucketPolicy", null, null),
    PUT_BUCKET_POLICY("s3:PutBucketPolicy", null, null),
    DELETE_BUCKET_POLICY("s3:DeleteBucketPolicy", null, null),
    GET_BUCKET_POLICY_STATUS("s3:GetBucketPolicyStatus", null, null),
    GET_BUCKET_OWNERSHIP("s3:GetBucketOwnershipControls", null, null),
    PUT_BUCKET_OWNERSHIP("s3:PutBucketOwnershipControls", null, null),
    GET_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock", null, null),
    PUT_PUBLIC_ACCESS_BLOCK("s3:PutBucketPublicAccessBlock", null, null),
    PUT_OBJECT("s3:PutObject", Permission.WRITE, null),
    DELETE_OBJECT("s3:DeleteObject", Permission.WRITE, null),
    DELETE_OBJECT_VERSION("s3:DeleteObjectVersion", null, null),
    ABORT_MULTIPART_UPLOAD("s3:AbortMultipartUpload", Permission.WRITE, null),
    LIST_MULTIPART_UPLOAD_PARTS("s3:ListMultipartUploadParts", null, null),
    GET_OBJECT("s3:GetObject", null, Permission.READ),
    GET_OBJECT_VERSION("s3:GetObjectVersion", null, Permission.READ),
    GET_OBJECT_ATTRIBUTES("s3:GetObjectAttributes", null, Permission.READ),
    GET_OBJECT_VERSION_ATTRIBUTES("s3:GetObjectVersionAttributes", null, Permission.READ),
    GET_OBJECT_ACL("s3:GetObjectAcl", null, Permission.READ_ACP),
    GET_OBJECT_VERSION_ACL("s3:GetObjectVersionAcl", null, Permission.READ_ACP),
    PUT_OBJECT_ACL("s3:PutObjectAcl", null, Permission.WRITE_ACP),
    PUT_OBJECT_VERSION_ACL("s3:PutObjectVersionAcl", null, Permission.WRITE_ACP),
    GET_OBJECT_TAGGING("s3:GetObjectTagging", null, null),
    GET_OBJECT_VERSION_TAGGING("s3:GetObjectVersionTagging", null, null),
    PUT_OBJECT_TAGGING("s3:PutObjectTagging", null, null),
    PUT_OBJECT_VERSION_TAGGING("s3:PutObjectVersionTagging", null, null),
    DELETE_OBJECT_TAGGING("s3:DeleteObjectTagging", null, null),
    DELETE_OBJECT_VERSION_TAGGING("s3:DeleteObjectVersionTagging", null, null);

    private static final Set<S3Action> OF_ONE_OBJECT = EnumSet.range(GET_OBJECT, DELETE_OBJECT_VERSION_TAGGING);

    private final String wire;
    private final @Nullable Permission onBucketList;
    private final @Nullable Permission onObjectList;

    S3Action(String wire, @Nullable Permission onBucketList, @Nullable Permission onObjectList) {
        this.wire = wire;
        this.onBucketList = onBucketList;
        this.onObjectList = onObjectList;
    }

    public String wire() {
        return wire;
    }

    /// The permission on the bucket's own list that allows it, if any does.
    Optional<Permission> onBucketList() {
        return Optional.ofNullable(onBucketList);
    }

    /// The permission on the object's own list that allows it, if any does.
    Optional<Permission> onObjectList() {
        return Optional.ofNullable(onObjectList);
    }

    /// Whether it reads or changes an object that exists, so that the object's owner has a say.
    boolean concernsOneObject() {
        return OF_ONE_OBJECT.contains(this);
    }
}
