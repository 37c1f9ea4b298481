package skyhall.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.identity.IdentityRefusal.NameTaken;
import skyhall.platform.identity.IdentityRefusal.NoSuchAccount;
import skyhall.platform.identity.IdentityRefusal.NoSuchOrganisation;
import skyhall.platform.identity.IdentityRefusal.NoSuchPolicy;
import skyhall.platform.identity.IdentityRefusal.PolicyInUse;

/// Policies that an organisation wrote for itself, and to whom they are attached. Whatever such a document allows, it
/// never reaches beyond the organisation: [Reach] says over which organisations an account may act at all.
final class OwnPolicies {
    private static final String SELECT =
            "SELECT id, organisation_id, name, document FROM platform.identity_policy WHERE ";

    private final Changes changes;
    private final AccountRows accounts;
    private final OrganisationRows organisations;
    private final Operators operators;

    OwnPolicies(Changes changes) {
        this.changes = changes;
        this.accounts = new AccountRows(changes);
        this.organisations = new OrganisationRows(changes);
        this.operators = new Operators(changes);
    }

    Optional<OwnPolicy> find(OrganisationId organisation, String name) {
        return changes.sql()
                .sql(SELECT + "organisation_id = :organisation AND name = :name")
                .param("organisation", organisation.value())
                .param("name", name)
                .query(OwnPolicies::read)
                .optional();
    }

    /// By id; paged as everywhere.
    List<OwnPolicy> list(OrganisationId organisation, long after, int limit) {
        return changes.sql()
                .sql(SELECT + "organisation_id = :organisation AND id > :after ORDER BY id LIMIT :limit")
                .param("organisation", organisation.value())
                .param("after", after)
                .param("limit", limit)
                .query(OwnPolicies::read)
                .list();
    }

    Outcome<OwnPolicy> create(Actor actor, OrganisationId organisation, String name, String document) {
        Optional<IdentityRefusal> malformed = Names.account(name).or(() -> RolePolicies.refusal(document));
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = malformed
                    .or(() -> organisations.byId(organisation).isPresent()
                            ? Optional.empty()
                            : Optional.of(new NoSuchOrganisation()))
                    .or(() -> find(organisation, name).map(_ -> new NameTaken(name)));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            insert(organisation, name, document);
            return recorded("policy.created", actor, find(organisation, name).orElseThrow());
        });
    }

    /// Writes another document; it is in force for whoever has the policy within a second.
    Outcome<OwnPolicy> rewrite(Actor actor, OrganisationId organisation, String name, String document) {
        Optional<IdentityRefusal> malformed = RolePolicies.refusal(document);
        return changes.make(() -> malformed
                .<Outcome<OwnPolicy>>map(Outcome::refused)
                .orElseGet(() -> existing(organisation, name).then(policy -> {
                    changes.sql()
                            .sql("UPDATE platform.identity_policy SET document = :document WHERE id = :id")
                            .param("document", document)
                            .param("id", policy.id().value())
                            .update();
                    return recorded(
                            "policy.rewritten", actor, find(organisation, name).orElseThrow());
                })));
    }

    /// Refused while the policy is attached to an account or a group.
    Outcome<OwnPolicy> delete(Actor actor, OrganisationId organisation, String name) {
        return changes.make(() -> existing(organisation, name).then(policy -> {
            long users = users(policy);
            if (users > 0) {
                return Outcome.refused(new PolicyInUse(users));
            }
            changes.sql()
                    .sql("DELETE FROM platform.identity_policy WHERE id = :id")
                    .param("id", policy.id().value())
                    .update();
            return recorded("policy.deleted", actor, policy);
        }));
    }

    /// Attaches the policy of the account's own organisation; attaching twice is the same as once.
    Outcome<OwnPolicy> attach(Actor actor, PrincipalId account, String name) {
        return attachment(actor, account, name, "policy.attached", """
                INSERT INTO platform.principal_policy (principal_id, policy_id) VALUES (:account, :policy)
                ON CONFLICT DO NOTHING""");
    }

    Outcome<OwnPolicy> detach(Actor actor, PrincipalId account, String name) {
        return attachment(actor, account, name, "policy.detached", """
                DELETE FROM platform.principal_policy WHERE principal_id = :account AND policy_id = :policy""");
    }

    private Outcome<OwnPolicy> attachment(Actor actor, PrincipalId id, String name, String action, String statement) {
        return changes.make(() -> {
            Optional<Account> account = accounts.byId(id);
            if (account.isEmpty()) {
                return Outcome.refused(new NoSuchAccount());
            }
            boolean operator = account.get().roles().contains(Role.OPERATOR);
            Optional<IdentityRefusal> refusal = operators.refusal(actor, operator);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            return existing(account.get().organisation(), name).then(policy -> {
                changes.sql()
                        .sql(statement)
                        .param("account", id.value())
                        .param("policy", policy.id().value())
                        .update();
                changes.record(
                        action, account.get().arn(), actor, account.get().organisationName(), Map.of("policy", name));
                return Outcome.done(policy);
            });
        });
    }

    private Outcome<OwnPolicy> existing(OrganisationId organisation, String name) {
        return find(organisation, name).map(Outcome::done).orElseGet(() -> Outcome.refused(new NoSuchPolicy(name)));
    }

    private void insert(OrganisationId organisation, String name, String document) {
        changes.sql()
                .sql("""
                        INSERT INTO platform.identity_policy (organisation_id, name, document, created_at)
                        VALUES (:organisation, :name, :document, :now)""")
                .param("organisation", organisation.value())
                .param("name", name)
                .param("document", document)
                .param("now", changes.now())
                .update();
    }

    private long users(OwnPolicy policy) {
        return changes.sql()
                .sql("""
                        SELECT (SELECT count(*) FROM platform.principal_policy WHERE policy_id = :id)
                             + (SELECT count(*) FROM platform.group_policy WHERE policy_id = :id)""")
                .param("id", policy.id().value())
                .query(Long.class)
                .single();
    }

    private Outcome<OwnPolicy> recorded(String action, Actor actor, OwnPolicy policy) {
        String organisation =
                organisations.byId(policy.organisation()).orElseThrow().name();
        changes.record(action, "policy/" + policy.name(), actor, organisation, Map.of("document", policy.document()));
        return Outcome.done(policy);
    }

    private static OwnPolicy read(ResultSet row, int number) throws SQLException {
        return new OwnPolicy(
                new OwnPolicy.Id(row.getLong("id")),
                new OrganisationId(row.getLong("organisation_id")),
                row.getString("name"),
                row.getString("document"));
    }
}
