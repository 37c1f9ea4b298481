package skyhall.storage.bucket;

/// The settings of a bucket that are changed one at a time, with the column that holds each.
enum BucketSetting {
    VERSIONING("versioning"),
    OWNERSHIP("ownership"),
    PUBLIC_ACCESS("public_access"),
    ACL("acl"),
    POLICY("policy"),
    CORS("cors"),
    TAGS("tags");

    private final String column;

    BucketSetting(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
