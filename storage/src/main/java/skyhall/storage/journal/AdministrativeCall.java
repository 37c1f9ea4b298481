package skyhall.storage.journal;

/// The calls that are journalled, by their names in the Amazon S3 API Reference.
public enum AdministrativeCall {
    CREATE_BUCKET("CreateBucket"),
    DELETE_BUCKET("DeleteBucket"),
    PUT_BUCKET_VERSIONING("PutBucketVersioning"),
    PUT_BUCKET_OWNERSHIP("PutBucketOwnershipControls"),
    DELETE_BUCKET_OWNERSHIP("DeleteBucketOwnershipControls"),
    PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock"),
    DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock"),
    PUT_BUCKET_ACL("PutBucketAcl"),
    PUT_BUCKET_POLICY("PutBucketPolicy"),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy"),
    PUT_BUCKET_CORS("PutBucketCors"),
    DELETE_BUCKET_CORS("DeleteBucketCors"),
    PUT_BUCKET_TAGGING("PutBucketTagging"),
    DELETE_BUCKET_TAGGING("DeleteBucketTagging"),
    PUT_OBJECT_ACL("PutObjectAcl");

    private final String wire;

    AdministrativeCall(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
