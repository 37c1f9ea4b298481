package skyhall.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The SQL of organisations.
final class OrganisationRows {
    private static final String SELECT = """
            SELECT id, parent_id, name, display_name, time_zone, canonical_id, enabled, created_at
            FROM platform.organisation\s""";

    private final Changes changes;

    OrganisationRows(Changes changes) {
        this.changes = changes;
    }

    Optional<Organisation> byId(OrganisationId id) {
        return changes.sql()
                .sql(SELECT + "WHERE id = :id")
                .param("id", id.value())
                .query(OrganisationRows::read)
                .optional();
    }

    Optional<Organisation> byName(String name) {
        return changes.sql()
                .sql(SELECT + "WHERE name = :name")
                .param("name", name)
                .query(OrganisationRows::read)
                .optional();
    }

    boolean canonicalIdTaken(String canonicalId) {
        return changes.sql()
                .sql("SELECT EXISTS (SELECT 1 FROM platform.organisation WHERE canonical_id = :id)")
                .param("id", canonicalId)
                .query(Boolean.class)
                .single();
    }

    List<Organisation> list(long after, int limit) {
        return changes.sql()
                .sql(SELECT + "WHERE id > :after ORDER BY id LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(OrganisationRows::read)
                .list();
    }

    List<Organisation> children(OrganisationId parent, long after, int limit) {
        return changes.sql()
                .sql(SELECT + "WHERE parent_id = :parent AND id > :after ORDER BY id LIMIT :limit")
                .param("parent", parent.value())
                .param("after", after)
                .param("limit", limit)
                .query(OrganisationRows::read)
                .list();
    }

    /// The organisation itself and those above it, nearest first; empty when there is no such organisation.
    List<OrganisationId> upwards(OrganisationId id) {
        return changes.sql()
                .sql("""
                        WITH RECURSIVE up AS (
                            SELECT id, parent_id, 1 AS step FROM platform.organisation WHERE id = :id
                            UNION ALL
                            SELECT o.id, o.parent_id, step + 1 FROM platform.organisation o JOIN up ON o.id = up.parent_id)
                        SELECT id FROM up ORDER BY step""")
                .param("id", id.value())
                .query((row, _) -> new OrganisationId(row.getLong(1)))
                .list();
    }

    /// The number of levels that begin with this organisation: 1 for one without children.
    int height(OrganisationId id) {
        return changes.sql()
                .sql("""
                        WITH RECURSIVE down AS (
                            SELECT id, 1 AS level FROM platform.organisation WHERE id = :id
                            UNION ALL
                            SELECT o.id, level + 1 FROM platform.organisation o JOIN down ON o.parent_id = down.id)
                        SELECT coalesce(max(level), 0) FROM down""")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    /// What stands against a deletion inside identity itself.
    Optional<String> holds(OrganisationId id) {
        return changes.sql()
                .sql("""
                        SELECT what FROM (
                            SELECT count(*) AS n, count(*) || ' people or service accounts' AS what
                            FROM platform.principal WHERE organisation_id = :id
                            UNION ALL
                            SELECT count(*), count(*) || ' organisations beneath it'
                            FROM platform.organisation WHERE parent_id = :id) AS held
                        WHERE n > 0 ORDER BY what DESC LIMIT 1""")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /// True when operators can sign in now and none could with this organisation and all beneath it out of force.
    boolean holdsTheLastOperators(OrganisationId id) {
        long now = Operators.inForce(changes, 0);
        return now > 0 && Operators.inForce(changes, id.value()) == 0;
    }

    Organisation insert(Organisation.Draft draft, String canonicalId) {
        long id = changes.sql()
                .sql("""
                        INSERT INTO platform.organisation
                            (parent_id, name, display_name, time_zone, canonical_id, created_at)
                        VALUES (:parent, :name, :display, :zone, :canonical, :now) RETURNING id""")
                .param("parent", draft.parent().map(OrganisationId::value).orElse(null))
                .param("name", draft.name())
                .param("display", draft.displayName())
                .param("zone", draft.timeZone())
                .param("canonical", canonicalId)
                .param("now", changes.now())
                .query(Long.class)
                .single();
        return byId(new OrganisationId(id)).orElseThrow();
    }

    /// @param column from our own code only
    void set(OrganisationId id, String column, Object value) {
        changes.sql()
                .sql("UPDATE platform.organisation SET " + column + " = :value WHERE id = :id")
                .param("value", value)
                .param("id", id.value())
                .update();
    }

    void setParent(OrganisationId id, Optional<OrganisationId> parent) {
        changes.sql()
                .sql("UPDATE platform.organisation SET parent_id = :parent WHERE id = :id")
                .param("parent", parent.map(OrganisationId::value).orElse(null))
                .param("id", id.value())
                .update();
    }

    void delete(OrganisationId id) {
        for (String table : List.of("identity_group", "identity_policy")) {
            changes.sql()
                    .sql("DELETE FROM platform." + table + " WHERE organisation_id = :id")
                    .param("id", id.value())
                    .update();
        }
        changes.sql()
                .sql("DELETE FROM platform.organisation WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    private static Organisation read(ResultSet row, int number) throws SQLException {
        return new Organisation(
                new OrganisationId(row.getLong("id")),
                Optional.ofNullable(row.getObject("parent_id", Long.class)).map(OrganisationId::new),
                row.getString("name"),
                row.getString("display_name"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("canonical_id"),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
