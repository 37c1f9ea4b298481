package skyhall.storage.bucket;

import skyhall.storage.journal.AdministrativeCall;

/// The settings of a bucket that are changed one at a time, with the column that holds each and the calls that change
/// it. What cannot be removed has the same call twice.
enum BucketSetting {
    VERSIONING("versioning", AdministrativeCall.PUT_BUCKET_VERSIONING, AdministrativeCall.PUT_BUCKET_VERSIONING),
    OWNERSHIP("ownership", AdministrativeCall.PUT_BUCKET_OWNERSHIP, AdministrativeCall.DELETE_BUCKET_OWNERSHIP),
    PUBLIC_ACCESS(
            "public_access", AdministrativeCall.PUT_PUBLIC_ACCESS_BLOCK, AdministrativeCall.DELETE_PUBLIC_ACCESS_BLOCK),
    ACL("acl", AdministrativeCall.PUT_BUCKET_ACL, AdministrativeCall.PUT_BUCKET_ACL),
    POLICY("policy", AdministrativeCall.PUT_BUCKET_POLICY, AdministrativeCall.DELETE_BUCKET_POLICY),
    CORS("cors", AdministrativeCall.PUT_BUCKET_CORS, AdministrativeCall.DELETE_BUCKET_CORS),
    TAGS("tags", AdministrativeCall.PUT_BUCKET_TAGGING, AdministrativeCall.DELETE_BUCKET_TAGGING);

    private final String column;
    private final AdministrativeCall whenSet;
    private final AdministrativeCall whenRemoved;

    BucketSetting(String column, AdministrativeCall whenSet, AdministrativeCall whenRemoved) {
        this.column = column;
        this.whenSet = whenSet;
        this.whenRemoved = whenRemoved;
    }

    String column() {
        return column;
    }

    AdministrativeCall call(boolean isSet) {
        return isSet ? whenSet : whenRemoved;
    }
}
