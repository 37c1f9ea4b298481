package skyhall.storage.bucket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import skyhall.platform.access.Policy;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.storage.acl.Acl;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;
import skyhall.storage.tag.Tags;

/// All buckets of the installation.
///
/// A bucket is read on every request, so it is remembered for [#REMEMBERED]. A change made through this
/// object is seen at once; one made by another process of the same installation within that time. Every change is
/// journalled in its own transaction.
public final class Buckets {
    static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int REMEMBERED_BUCKETS = 10_000;

    private final Database database;
    private final BucketIndex index;
    private final BucketJournal journal;
    private final InstantSource clock;
    private final NewBucketRules newBuckets;
    private final Cache<String, Optional<Bucket>> remembered;

    public Buckets(Database database, InstantSource clock, NewBucketRules newBuckets, BucketJournal journal) {
        this.database = database;
        this.journal = journal;
        this.index = new BucketIndex(database);
        this.clock = clock;
        this.newBuckets = newBuckets;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_BUCKETS)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    public Optional<Bucket> find(String name) {
        return remembered.get(name, index::find);
    }

    /// Makes a bucket that belongs to the principal's organisation.
    public CreateOutcome create(BucketName name, Principal owner, Acl acl, Optional<Ownership> ownership) {
        Optional<Bucket> present = index.find(name.text());
        if (present.isPresent()) {
            return outcome(false, present.get(), owner);
        }
        if (index.count(owner.organisation()) >= newBuckets.maxPerOrganisation()) {
            return new CreateOutcome.TooMany(newBuckets.maxPerOrganisation());
        }
        Bucket bucket = new Bucket(
                0,
                name,
                owner.organisation(),
                owner.organisationName(),
                owner.ownerId(),
                clock.instant(),
                Versioning.NEVER,
                Optional.of(ownership.orElse(newBuckets.ownership())),
                newBuckets.blockPublicAccess() ? Optional.of(PublicAccessBlock.ALL) : Optional.empty(),
                acl,
                Optional.empty(),
                Optional.empty(),
                Tags.NONE);
        boolean made = database.transaction(() -> index.insert(bucket) && journalled(bucket));
        remembered.invalidate(name.text());
        return index.find(name.text()).map(now -> outcome(made, now, owner)).orElseGet(CreateOutcome.Taken::new);
    }

    private static CreateOutcome outcome(boolean made, Bucket bucket, Principal owner) {
        if (made) {
            return new CreateOutcome.Created(bucket);
        }
        return bucket.ownerId().equals(owner.ownerId())
                ? new CreateOutcome.YoursAlready(bucket)
                : new CreateOutcome.Taken();
    }

    /// Deletes an empty bucket, and only one: a mark keeps new writes out, those under way are waited for, then
    /// emptiness is decided.
    public DeleteOutcome delete(Bucket bucket) {
        if (!index.looksEmpty(bucket.id())) {
            return new DeleteOutcome.NotEmpty();
        }
        Optional<OffsetDateTime> mark = index.mark(bucket.id());
        if (mark.isEmpty()) {
            return new DeleteOutcome.Busy();
        }
        boolean gone = false;
        try {
            if (!writersHaveEnded()) {
                return new DeleteOutcome.Busy();
            }
            gone = database.transaction(() -> deleteIfEmpty(bucket, mark.get()));
            return gone ? new DeleteOutcome.Deleted() : new DeleteOutcome.NotEmpty();
        } finally {
            if (!gone) {
                index.unmark(bucket.id(), mark.get());
            }
            remembered.invalidate(bucket.name().text());
        }
    }

    private boolean deleteIfEmpty(Bucket bucket, OffsetDateTime mark) {
        boolean gone = index.deleteIfEmpty(bucket.id(), mark);
        if (gone) {
            write(AdministrativeCall.DELETE_BUCKET, bucket, Map.of());
        }
        return gone;
    }

    /// The organisation's buckets whose names begin with `prefix` and come after `after`, in order of
    /// name.
    public List<Bucket> page(OrganisationId organisation, String prefix, String after, int limit) {
        return index.page(organisation, prefix, after, limit);
    }

    public void setVersioning(Bucket bucket, Versioning versioning) {
        set(bucket, BucketSetting.VERSIONING, Optional.of(versioning.name()));
    }

    public void setOwnership(Bucket bucket, Optional<Ownership> ownership) {
        set(bucket, BucketSetting.OWNERSHIP, ownership.map(Enum::name));
    }

    public void setPublicAccessBlock(Bucket bucket, Optional<PublicAccessBlock> block) {
        set(bucket, BucketSetting.PUBLIC_ACCESS, block.map(PublicAccessBlock::text), block.map(Record::toString));
    }

    public void setAcl(Bucket bucket, Acl acl) {
        set(bucket, BucketSetting.ACL, Optional.of(acl.text()));
    }

    public void setPolicy(Bucket bucket, Optional<Policy> policy) {
        set(bucket, BucketSetting.POLICY, policy.map(Policy::text));
    }

    public void setCors(Bucket bucket, Optional<CorsRules> cors) {
        set(bucket, BucketSetting.CORS, cors.map(rules -> new String(rules.xml(), StandardCharsets.UTF_8)));
    }

    public void setTags(Bucket bucket, Tags tags) {
        set(bucket, BucketSetting.TAGS, tags.isEmpty() ? Optional.empty() : Optional.of(tags.text()));
    }

    /// To be called at the start: deletions that a killed server left half done are undone.
    public int recover() {
        return index.unmarkAbandoned();
    }

    private void set(Bucket bucket, BucketSetting setting, Optional<String> value) {
        set(bucket, setting, value, value);
    }

    /// @param shown the value as the journal shows it
    /// @throws FaultException `NoSuchBucket` when it has just been deleted
    private void set(Bucket bucket, BucketSetting setting, Optional<String> value, Optional<String> shown) {
        database.transaction(() -> {
            if (!index.set(bucket.id(), setting, value.orElse(null))) {
                throw new FaultException(StorageFault.NO_SUCH_BUCKET, "");
            }
            Map<String, String> details =
                    shown.map(text -> Map.of("value", text)).orElseGet(Map::of);
            write(setting.call(value.isPresent()), bucket, details);
        });
        remembered.invalidate(bucket.name().text());
    }

    private boolean journalled(Bucket made) {
        write(
                AdministrativeCall.CREATE_BUCKET,
                made,
                Map.of(
                        "ownership",
                        made.ownership().map(Enum::name).orElse(""),
                        "acl",
                        made.acl().text()));
        return true;
    }

    private void write(AdministrativeCall call, Bucket bucket, Map<String, String> details) {
        journal.done(JournalEntry.here(call, bucket.organisation(), bucket.arn(), details));
    }

    private boolean writersHaveEnded() {
        long end = System.nanoTime() + DRAIN_LIMIT.toNanos();
        Set<String> before = index.writers();
        while (!before.isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
            before.retainAll(index.writers());
        }
        return true;
    }
}
