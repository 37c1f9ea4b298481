package skyhall.storage.bucket;

/// What a new bucket gets, and how many there may be.
public record NewBucketRules(Ownership ownership, boolean blockPublicAccess, int maxPerOrganisation) {}
