package skyhall.storage.bucket;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.access.PolicyParsing;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;
import skyhall.storage.acl.Acl;
import skyhall.storage.cors.CorsRules;
import skyhall.storage.tag.Tags;

/// The SQL of buckets.
final class BucketIndex {
    private static final String COLUMNS = """
            id, name, organisation, account, owner_id, created_at, versioning, ownership, public_access, acl, policy,
            cors, tags""";

    private final Database database;

    BucketIndex(Database database) {
        this.database = database;
    }

    Optional<Bucket> find(String name) {
        return database.sql()
                .sql("SELECT " + COLUMNS + " FROM storage.bucket WHERE name = :name")
                .param("name", name)
                .query((rows, _) -> bucket(rows))
                .optional();
    }

    /// Inserts the bucket; false when the name is taken.
    boolean insert(Bucket bucket) {
        return database.sql()
                        .sql("""
                                INSERT INTO storage.bucket
                                    (name, organisation, account, owner_id, created_at, versioning, ownership,
                                     public_access, acl)
                                VALUES (:name, :organisation, :account, :owner, :created, :versioning, :ownership,
                                        :public, :acl)
                                ON CONFLICT (name) DO NOTHING""")
                        .param("name", bucket.name().text())
                        .param("organisation", bucket.organisation().value())
                        .param("account", bucket.account())
                        .param("owner", bucket.ownerId())
                        .param("created", at(bucket.createdAt()))
                        .param("versioning", bucket.versioning().name())
                        .param("ownership", bucket.ownership().map(Enum::name).orElse(null))
                        .param(
                                "public",
                                bucket.publicAccessBlock()
                                        .map(PublicAccessBlock::text)
                                        .orElse(null))
                        .param("acl", bucket.acl().text())
                        .update()
                == 1;
    }

    /// Sets one column of settings; the name comes from [BucketSetting], never from a caller. False when the bucket is
    /// gone.
    boolean set(long id, BucketSetting setting, @Nullable String value) {
        return database.sql()
                        .sql("UPDATE storage.bucket SET " + setting.column() + " = :value WHERE id = :id")
                        .param("value", value)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// The buckets that an owner's list shows: those of the organisation, in order of name.
    List<Bucket> page(OrganisationId organisation, String prefix, String after, int limit) {
        return database.sql()
                .sql("SELECT " + COLUMNS + """
                         FROM storage.bucket WHERE organisation = :organisation AND name > :after
                        AND starts_with(name, :prefix) ORDER BY name LIMIT :limit""")
                .param("organisation", organisation.value())
                .param("after", after)
                .param("prefix", prefix)
                .param("limit", limit)
                .query((rows, _) -> bucket(rows))
                .list();
    }

    int count(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT count(*) FROM storage.bucket WHERE organisation = :organisation")
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    /// Whether there is nothing in it at this moment.
    boolean looksEmpty(long id) {
        return database.sql().sql("""
                        SELECT NOT EXISTS (SELECT FROM storage.live_object WHERE bucket = :id)
                           AND NOT EXISTS (SELECT FROM storage.past_version WHERE bucket = :id)""").param("id", id).query(Boolean.class).single();
    }

    /// Step one of a deletion: statements that begin after this mark put nothing. Empty when the bucket is gone, or
    /// somebody else is deleting it; a mark that a killed server left is taken over.
    Optional<OffsetDateTime> mark(long id) {
        return database.sql()
                .sql("""
                        UPDATE storage.bucket SET deleting_at = clock_timestamp()
                        WHERE id = :id AND (deleting_at IS NULL OR deleting_at < clock_timestamp() - interval '1 minute')
                        RETURNING deleting_at""")
                .param("id", id)
                .query(OffsetDateTime.class)
                .optional();
    }

    /// The transactions that hold a lock by which they may be putting something, in whatever bucket. A statement takes
    /// that lock before it looks at any row; so one that is not among them, asked after a mark was set, sees the
    /// mark. (The numbers of transactions do not tell as much: a statement that has begun may not have one yet.)
    Set<String> writers() {
        return new HashSet<>(database.sql().sql("""
                        SELECT virtualtransaction FROM pg_locks
                        WHERE locktype = 'relation' AND mode IN ('RowShareLock', 'RowExclusiveLock')
                          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                          AND relation IN ('storage.live_object'::regclass, 'storage.past_version'::regclass,
                                           'storage.upload'::regclass)""").query(String.class).list());
    }

    /// Step two: gone if nothing is in it and the mark is still ours. Open uploads go with it.
    /// To be called in a transaction.
    boolean deleteIfEmpty(long id, OffsetDateTime mark) {
        boolean gone =
                database.sql().sql("""
                                    DELETE FROM storage.bucket b WHERE id = :id AND deleting_at = :mark
                                    AND NOT EXISTS (SELECT FROM storage.live_object o WHERE o.bucket = b.id)
                                    AND NOT EXISTS (SELECT FROM storage.past_version v WHERE v.bucket = b.id)""").param("id", id).param("mark", mark).update() == 1;
        if (gone) {
            dropUploads(id);
        }
        return gone;
    }

    void unmark(long id, OffsetDateTime mark) {
        database.sql()
                .sql("UPDATE storage.bucket SET deleting_at = NULL WHERE id = :id AND deleting_at = :mark")
                .param("id", id)
                .param("mark", mark)
                .update();
    }

    /// Takes back marks that a killed server left behind.
    int unmarkAbandoned() {
        return database.sql().sql("""
                        UPDATE storage.bucket SET deleting_at = NULL
                        WHERE deleting_at < clock_timestamp() - interval '1 minute'""").update();
    }

    /// In two statements: the first waits for whoever is adding a part, the second sees what that one added.
    private void dropUploads(long bucket) {
        Long[] dropped = database.sql()
                .sql("DELETE FROM storage.upload WHERE bucket = :bucket AND completed_at IS NULL RETURNING id")
                .param("bucket", bucket)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        database.sql()
                .sql("DELETE FROM storage.part WHERE upload = ANY (:ids)")
                .param("ids", dropped)
                .update();
    }

    private static Bucket bucket(ResultSet row) throws SQLException {
        return new Bucket(
                row.getLong("id"),
                new BucketName(row.getString("name")),
                new OrganisationId(row.getLong("organisation")),
                row.getString("account"),
                row.getString("owner_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Versioning.valueOf(row.getString("versioning")),
                Optional.ofNullable(row.getString("ownership")).map(Ownership::valueOf),
                Optional.ofNullable(row.getString("public_access")).map(PublicAccessBlock::of),
                Acl.of(row.getString("acl")),
                Optional.ofNullable(row.getString("policy")).map(BucketIndex::policy),
                Optional.ofNullable(row.getString("cors"))
                        .map(text -> CorsRules.parse(text.getBytes(StandardCharsets.UTF_8))),
                Optional.ofNullable(row.getString("tags")).map(Tags::of).orElse(Tags.NONE));
    }

    /// A stored policy was parsed when it was put; one that no longer parses must not open the bucket.
    private static Policy policy(String text) {
        return switch (Policy.parse(text, PolicyKind.RESOURCE)) {
            case PolicyParsing.Parsed(Policy policy) -> policy;
            case PolicyParsing.Malformed(String reason) ->
                throw new IllegalStateException("stored policy does not parse: " + reason);
        };
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
