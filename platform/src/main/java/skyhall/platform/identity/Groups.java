package skyhall.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import skyhall.platform.identity.IdentityRefusal.NameTaken;
import skyhall.platform.identity.IdentityRefusal.NoSuchAccount;
import skyhall.platform.identity.IdentityRefusal.NoSuchGroup;
import skyhall.platform.identity.IdentityRefusal.NoSuchOrganisation;
import skyhall.platform.identity.IdentityRefusal.NoSuchPolicy;
import skyhall.platform.identity.IdentityRefusal.OtherOrganisation;

/// Groups give their members the organisation's own policies. Roles are given to accounts, not to groups.
final class Groups {
    private static final String SELECT = """
            SELECT g.id, g.organisation_id, g.name, ARRAY(SELECT w.name FROM platform.group_policy gp
                JOIN platform.identity_policy w ON w.id = gp.policy_id WHERE gp.group_id = g.id ORDER BY w.name) AS policies
            FROM platform.identity_group g WHERE
            """;

    private final Changes changes;
    private final AccountRows accounts;
    private final OrganisationRows organisations;
    private final OwnPolicies policies;
    private final Operators operators;

    Groups(Changes changes) {
        this.changes = changes;
        this.accounts = new AccountRows(changes);
        this.organisations = new OrganisationRows(changes);
        this.policies = new OwnPolicies(changes);
        this.operators = new Operators(changes);
    }

    Optional<Group> find(Group.Id id) {
        return changes.sql()
                .sql(SELECT + "g.id = :id")
                .param("id", id.value())
                .query(Groups::read)
                .optional();
    }

    Optional<Group> find(OrganisationId organisation, String name) {
        return changes.sql()
                .sql(SELECT + "g.organisation_id = :organisation AND g.name = :name")
                .param("organisation", organisation.value())
                .param("name", name)
                .query(Groups::read)
                .optional();
    }

    /// By id; paged as everywhere.
    List<Group> list(OrganisationId organisation, long after, int limit) {
        return changes.sql()
                .sql(SELECT + "g.organisation_id = :organisation AND g.id > :after ORDER BY g.id LIMIT :limit")
                .param("organisation", organisation.value())
                .param("after", after)
                .param("limit", limit)
                .query(Groups::read)
                .list();
    }

    /// The members' ids in ascending order; paged as everywhere.
    List<PrincipalId> members(Group.Id id, long after, int limit) {
        return changes.sql()
                .sql("""
                        SELECT principal_id FROM platform.group_member
                        WHERE group_id = :id AND principal_id > :after ORDER BY principal_id LIMIT :limit""")
                .param("id", id.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new PrincipalId(row.getLong(1)))
                .list();
    }

    Outcome<Group> create(Actor actor, OrganisationId organisation, String name) {
        Optional<IdentityRefusal> malformed = Names.account(name);
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = malformed
                    .or(() -> organisations.byId(organisation).isPresent()
                            ? Optional.empty()
                            : Optional.of(new NoSuchOrganisation()))
                    .or(() -> find(organisation, name).map(_ -> new NameTaken(name)));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            changes.sql()
                    .sql("""
                            INSERT INTO platform.identity_group (organisation_id, name, created_at)
                            VALUES (:organisation, :name, :now)""")
                    .param("organisation", organisation.value())
                    .param("name", name)
                    .param("now", changes.now())
                    .update();
            return recorded("group.created", actor, find(organisation, name).orElseThrow(), Map.of());
        });
    }

    /// Its members lose what it gave them.
    Outcome<Group> delete(Actor actor, Group.Id id) {
        return change(actor, "group.deleted", id, Map.of(), group -> {
            changes.sql()
                    .sql("DELETE FROM platform.identity_group WHERE id = :id")
                    .param("id", id.value())
                    .update();
            return Optional.empty();
        });
    }

    /// The account must belong to the group's organisation; adding twice is the same as once.
    Outcome<Group> add(Actor actor, Group.Id id, PrincipalId member) {
        return membership(actor, "group.member-added", id, member, """
                INSERT INTO platform.group_member (group_id, principal_id) VALUES (:group, :other)
                ON CONFLICT DO NOTHING""");
    }

    Outcome<Group> remove(Actor actor, Group.Id id, PrincipalId member) {
        return membership(
                actor,
                "group.member-removed",
                id,
                member,
                "DELETE FROM platform.group_member WHERE group_id = :group AND principal_id = :other");
    }

    /// The policy is one of the group's organisation; attaching twice is the same as once.
    Outcome<Group> attach(Actor actor, Group.Id id, String policy) {
        return attachment(actor, "group.policy-attached", id, policy, """
                INSERT INTO platform.group_policy (group_id, policy_id) VALUES (:group, :other)
                ON CONFLICT DO NOTHING""");
    }

    Outcome<Group> detach(Actor actor, Group.Id id, String policy) {
        return attachment(
                actor,
                "group.policy-detached",
                id,
                policy,
                "DELETE FROM platform.group_policy WHERE group_id = :group AND policy_id = :other");
    }

    private Outcome<Group> membership(Actor actor, String action, Group.Id id, PrincipalId member, String statement) {
        return change(actor, action, id, Map.of("member", Long.toString(member.value())), group -> {
            Optional<Account> account = accounts.byId(member);
            if (account.isEmpty()) {
                return Optional.of(new NoSuchAccount());
            }
            if (!account.get().organisation().equals(group.organisation())) {
                return Optional.of(new OtherOrganisation());
            }
            Optional<IdentityRefusal> refusal =
                    operators.refusal(actor, account.get().roles().contains(Role.OPERATOR));
            if (refusal.isEmpty()) {
                run(statement, id, member.value());
            }
            return refusal;
        });
    }

    private Outcome<Group> attachment(Actor actor, String action, Group.Id id, String policy, String statement) {
        return change(actor, action, id, Map.of("policy", policy), group -> {
            Optional<OwnPolicy> found = policies.find(group.organisation(), policy);
            found.ifPresent(own -> run(statement, id, own.id().value()));
            return found.isPresent() ? Optional.empty() : Optional.of(new NoSuchPolicy(policy));
        });
    }

    private void run(String statement, Group.Id id, long other) {
        changes.sql()
                .sql(statement)
                .param("group", id.value())
                .param("other", other)
                .update();
    }

    /// @param work refuses, or acts and answers empty
    private Outcome<Group> change(
            Actor actor,
            String action,
            Group.Id id,
            Map<String, String> details,
            Function<Group, Optional<IdentityRefusal>> work) {
        return changes.make(() -> {
            Optional<Group> before = find(id);
            if (before.isEmpty()) {
                return Outcome.refused(new NoSuchGroup());
            }
            Optional<IdentityRefusal> refusal = work.apply(before.get());
            return refusal.isPresent()
                    ? Outcome.refused(refusal.get())
                    : recorded(action, actor, find(id).orElse(before.get()), details);
        });
    }

    private Outcome<Group> recorded(String action, Actor actor, Group group, Map<String, String> details) {
        String organisation =
                organisations.byId(group.organisation()).orElseThrow().name();
        changes.record(action, "group/" + group.name(), actor, organisation, details);
        return Outcome.done(group);
    }

    private static Group read(ResultSet row, int number) throws SQLException {
        return new Group(
                new Group.Id(row.getLong("id")),
                new OrganisationId(row.getLong("organisation_id")),
                row.getString("name"),
                AccountRows.texts(row, "policies"));
    }
}
