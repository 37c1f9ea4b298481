package skyhall.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skyhall.platform.access.Policy;

/// Turns an account into the [Principal] that services see: with what its roles, its groups and its own policies
/// allow, and only while the account, its organisation and every organisation above are enabled.
final class Principals {
    /// For a query that joins `platform.principal p`: true when nothing above is disabled.
    static final String IN_FORCE = """
            NOT p.disabled AND NOT EXISTS (
                WITH RECURSIVE up AS (
                    SELECT u.id, u.parent_id, u.enabled FROM platform.organisation u WHERE u.id = p.organisation_id
                    UNION ALL
                    SELECT o.id, o.parent_id, o.enabled FROM platform.organisation o JOIN up ON o.id = up.parent_id)
                SELECT 1 FROM up WHERE NOT enabled)
            """;

    private static final String COLUMNS = """
            SELECT p.id, p.organisation_id, o.name AS organisation_name, p.name, p.owner_id, p.display_name,
                ARRAY(SELECT role FROM platform.principal_role r WHERE r.principal_id = p.id ORDER BY role) AS roles,
                ARRAY(SELECT w.document FROM platform.identity_policy w WHERE w.id IN (
                    SELECT policy_id FROM platform.principal_policy pp WHERE pp.principal_id = p.id
                    UNION
                    SELECT gp.policy_id FROM platform.group_policy gp
                    JOIN platform.group_member gm ON gm.group_id = gp.group_id WHERE gm.principal_id = p.id)
                    ORDER BY w.id) AS documents
            FROM platform.principal p JOIN platform.organisation o ON o.id = p.organisation_id
            """;

    private final Changes changes;
    private final RolePolicies policies = new RolePolicies();

    Principals(Changes changes) {
        this.changes = changes;
    }

    /// Empty when there is no such account or it is out of force.
    Optional<Principal> inForce(PrincipalId id) {
        return changes.sql()
                .sql(COLUMNS + "WHERE p.id = :id AND " + IN_FORCE)
                .param("id", id.value())
                .query((row, _) -> read(row))
                .optional();
    }

    private Principal read(ResultSet row) throws SQLException {
        String organisation = row.getString("organisation_name");
        String name = row.getString("name");
        return new Principal(
                new PrincipalId(row.getLong("id")),
                new OrganisationId(row.getLong("organisation_id")),
                organisation,
                name,
                "arn:aws:iam::" + organisation + ":user/" + name,
                row.getString("owner_id"),
                row.getString("display_name"),
                policies(AccountRows.texts(row, "roles"), organisation, AccountRows.texts(row, "documents")));
    }

    private List<Policy> policies(List<String> roles, String organisation, List<String> documents) {
        List<Policy> all = new ArrayList<>();
        roles.stream()
                .flatMap(role -> Role.parse(role).stream())
                .map(role -> policies.policy(role.document(organisation)))
                .forEach(all::add);
        documents.stream().map(policies::policy).forEach(all::add);
        return all;
    }
}
