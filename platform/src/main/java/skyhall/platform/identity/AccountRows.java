package skyhall.platform.identity;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SQL of people and service accounts.
final class AccountRows {
    private static final String SELECT = """
            SELECT p.id, p.organisation_id, o.name AS organisation_name, p.kind, p.name, p.display_name, p.email,
                p.owner_id, p.disabled, p.password_changed_at, p.created_at,
                ARRAY(SELECT role FROM platform.principal_role r WHERE r.principal_id = p.id) AS roles,
                ARRAY(SELECT w.name FROM platform.principal_policy pp JOIN platform.identity_policy w
                    ON w.id = pp.policy_id WHERE pp.principal_id = p.id ORDER BY w.name) AS policies
            FROM platform.principal p JOIN platform.organisation o ON o.id = p.organisation_id
            """;

    private final Changes changes;

    AccountRows(Changes changes) {
        this.changes = changes;
    }

    Optional<Account> byId(PrincipalId id) {
        return one("WHERE p.id = :value", id.value());
    }

    Optional<Account> personByName(String name) {
        return one("WHERE p.kind = 'person' AND lower(p.name) = lower(:value)", name);
    }

    Optional<Account> byOwnerId(String ownerId) {
        return one("WHERE p.owner_id = :value", ownerId);
    }

    Optional<Account> byEmail(String email) {
        return one("WHERE lower(p.email) = lower(:value)", email);
    }

    Optional<Account> byName(OrganisationId organisation, String name) {
        return changes.sql()
                .sql(SELECT + "WHERE p.organisation_id = :organisation AND lower(p.name) = lower(:name)")
                .param("organisation", organisation.value())
                .param("name", name)
                .query(AccountRows::read)
                .optional();
    }

    List<Account> list(OrganisationId organisation, Account.Kind kind, long after, int limit) {
        return changes.sql()
                .sql(SELECT + """
                        WHERE p.organisation_id = :organisation AND p.kind = :kind AND p.id > :after
                        ORDER BY p.id LIMIT :limit""")
                .param("organisation", organisation.value())
                .param("kind", text(kind))
                .param("after", after)
                .param("limit", limit)
                .query(AccountRows::read)
                .list();
    }

    Account insert(Account.Kind kind, Account.Draft draft, String ownerId) {
        long id = changes.sql()
                .sql("""
                        INSERT INTO platform.principal
                            (organisation_id, kind, name, display_name, email, owner_id, created_at)
                        VALUES (:organisation, :kind, :name, :display, :email, :owner, :now) RETURNING id""")
                .param("organisation", draft.organisation().value())
                .param("kind", text(kind))
                .param("name", draft.name())
                .param("display", draft.displayName())
                .param("email", draft.email().orElse(null))
                .param("owner", ownerId)
                .param("now", changes.now())
                .query(Long.class)
                .single();
        setRoles(new PrincipalId(id), draft.roles());
        return byId(new PrincipalId(id)).orElseThrow();
    }

    void setRoles(PrincipalId id, java.util.Set<Role> roles) {
        changes.sql()
                .sql("DELETE FROM platform.principal_role WHERE principal_id = :id")
                .param("id", id.value())
                .update();
        for (Role role : roles) {
            changes.sql()
                    .sql("INSERT INTO platform.principal_role (principal_id, role) VALUES (:id, :role)")
                    .param("id", id.value())
                    .param("role", role.text())
                    .update();
        }
    }

    /// @param column from our own code only
    void set(PrincipalId id, String column, @Nullable Object value) {
        changes.sql()
                .sql("UPDATE platform.principal SET " + column + " = :value WHERE id = :id")
                .param("value", value)
                .param("id", id.value())
                .update();
    }

    void detachAll(PrincipalId id) {
        for (String table : List.of("principal_policy", "group_member")) {
            changes.sql()
                    .sql("DELETE FROM platform." + table + " WHERE principal_id = :id")
                    .param("id", id.value())
                    .update();
        }
    }

    void delete(PrincipalId id) {
        changes.sql()
                .sql("DELETE FROM platform.principal WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /// The hash goes over as bytes: a database layer that logs parameters shows none of it.
    void setPasswordHash(PrincipalId id, String hash) {
        changes.sql()
                .sql("UPDATE platform.principal SET password_hash = convert_from(:hash, 'UTF8') WHERE id = :id")
                .param("hash", hash.getBytes(StandardCharsets.UTF_8))
                .param("id", id.value())
                .update();
    }

    Optional<String> passwordHash(PrincipalId id) {
        return changes.sql()
                .sql("SELECT password_hash FROM platform.principal WHERE id = :id AND password_hash IS NOT NULL")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    private Optional<Account> one(String where, Object value) {
        return changes.sql()
                .sql(SELECT + where)
                .param("value", value)
                .query(AccountRows::read)
                .optional();
    }

    private static String text(Account.Kind kind) {
        return switch (kind) {
            case PERSON -> "person";
            case SERVICE -> "service";
        };
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                new PrincipalId(row.getLong("id")),
                new OrganisationId(row.getLong("organisation_id")),
                row.getString("organisation_name"),
                row.getString("kind").equals("person") ? Account.Kind.PERSON : Account.Kind.SERVICE,
                row.getString("name"),
                row.getString("display_name"),
                Optional.ofNullable(row.getString("email")),
                row.getString("owner_id"),
                row.getBoolean("disabled"),
                texts(row, "roles").stream()
                        .flatMap(text -> Role.parse(text).stream())
                        .collect(Collectors.toSet()),
                texts(row, "policies"),
                time(row, "password_changed_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
