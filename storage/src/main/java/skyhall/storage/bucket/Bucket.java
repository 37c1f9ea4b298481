package skyhall.storage.bucket;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.access.Policy;
import skyhall.platform.identity.OrganisationId;
import skyhall.storage.acl.Acl;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.tag.Tags;

/// A bucket with everything that decides how it answers.
///
/// @param account short name of the organisation that it belongs to
/// @param ownerId canonical id of the one who made it, as S3 shows it
/// @param ownership empty when the controls were deleted; that counts as [Ownership#OBJECT_WRITER]
/// @param publicAccessBlock empty when the block was deleted; that counts as [PublicAccessBlock#NONE]
public record Bucket(
        long id,
        BucketName name,
        OrganisationId organisation,
        String account,
        String ownerId,
        Instant createdAt,
        Versioning versioning,
        Optional<Ownership> ownership,
        Optional<PublicAccessBlock> publicAccessBlock,
        Acl acl,
        Optional<Policy> policy,
        Optional<CorsRules> cors,
        Tags tags) {

    /// Whether lists count here.
    public boolean honoursAcls() {
        return ownership.orElse(Ownership.OBJECT_WRITER) != Ownership.BUCKET_OWNER_ENFORCED;
    }

    public PublicAccessBlock blocked() {
        return publicAccessBlock.orElse(PublicAccessBlock.NONE);
    }

    /// The name by which policies know it.
    public String arn() {
        return "arn:aws:s3:::" + name.text();
    }
}
