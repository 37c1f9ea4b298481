package skyhall.storage.bucket;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
                .sql("SELECT " + COLUMNS + " FROM storage.bucket WHERE name = :name AND deleting_at IS NULL")
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

    /// Sets one column of settings; the name comes from [BucketSetting], never from a caller.
    void set(long id, BucketSetting setting, @Nullable String value) {
        database.sql()
                .sql("UPDATE storage.bucket SET " + setting.column() + " = :value WHERE id = :id")
                .param("value", value)
                .param("id", id)
                .update();
    }

    /// The buckets that an owner's list shows: those of the organisation, in order of name.
    List<Bucket> page(OrganisationId organisation, String prefix, String after, int limit) {
        return database.sql()
                .sql("SELECT " + COLUMNS + """
                         FROM storage.bucket WHERE organisation = :organisation AND name > :after
                        AND starts_with(name, :prefix) AND deleting_at IS NULL ORDER BY name LIMIT :limit""")
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

    /// Step one of a deletion: from its commit on, statements that begin see the mark and put nothing.
    /// Returns the number of this transaction.
    long markDeleting(long id) {
        return database.sql().sql("""
                        UPDATE storage.bucket SET deleting_at = clock_timestamp() WHERE id = :id
                        RETURNING pg_current_xact_id()::text::bigint""").param("id", id).query(Long.class).single();
    }

    /// Whether every transaction older than `transaction` has ended, so that no put from before the
    /// mark is under way.
    boolean olderHaveEnded(long transaction) {
        return database.sql()
                .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > :transaction")
                .param("transaction", transaction)
                .query(Boolean.class)
                .single();
    }

    /// Step two: gone if nothing is in it. Open uploads go with it.
    boolean deleteIfEmpty(long id) {
        return database.transaction(() -> {
            boolean gone = database.sql().sql("""
                                    DELETE FROM storage.bucket b WHERE id = :id
                                    AND NOT EXISTS (SELECT FROM storage.live_object o WHERE o.bucket = b.id)
                                    AND NOT EXISTS (SELECT FROM storage.past_version v WHERE v.bucket = b.id)""").param("id", id).update() == 1;
            if (gone) {
                dropUploads(id);
            }
            return gone;
        });
    }

    void unmark(long id) {
        database.sql()
                .sql("UPDATE storage.bucket SET deleting_at = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    /// Takes back marks that a killed server left behind.
    int unmarkAbandoned() {
        return database.sql()
                .sql(
                        "UPDATE storage.bucket SET deleting_at = NULL WHERE deleting_at < clock_timestamp() - interval '1 minute'")
                .update();
    }

    private void dropUploads(long bucket) {
        database.sql().sql("""
                        WITH dropped AS (
                            DELETE FROM storage.upload WHERE bucket = :bucket AND completed_at IS NULL RETURNING id)
                        DELETE FROM storage.part WHERE upload IN (SELECT id FROM dropped)""").param("bucket", bucket).update();
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
