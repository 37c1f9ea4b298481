package skyhall.platform.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import skyhall.platform.identity.IdentityRefusal.EmailTaken;
import skyhall.platform.identity.IdentityRefusal.NameTaken;
import skyhall.platform.identity.IdentityRefusal.NoSuchAccount;
import skyhall.platform.identity.IdentityRefusal.NoSuchOrganisation;
import skyhall.platform.identity.IdentityRefusal.NotAPerson;
import skyhall.platform.identity.IdentityRefusal.OwnerIdTaken;
import skyhall.platform.secret.Secret;

/// People and service accounts. An administrator who is no operator cannot change an operator's account, nor make
/// one; the last operator who can sign in cannot be disabled, deleted or stripped of the role.
public final class Accounts {
    private final Changes changes;
    private final AccountRows rows;
    private final OrganisationRows organisations;
    private final Operators operators;
    private final Passwords passwords;
    private final SecureRandom random;

    Accounts(Changes changes, Passwords passwords, SecureRandom random) {
        this.changes = changes;
        this.rows = new AccountRows(changes);
        this.organisations = new OrganisationRows(changes);
        this.operators = new Operators(changes);
        this.passwords = passwords;
        this.random = random;
    }

    public Optional<Account> find(PrincipalId id) {
        return rows.byId(id);
    }

    /// The person of this name, without regard to case.
    public Optional<Account> person(String name) {
        return rows.personByName(name);
    }

    /// The person or service account of this name in one organisation, without regard to case.
    public Optional<Account> find(OrganisationId organisation, String name) {
        return rows.byName(organisation, name);
    }

    /// Accounts of one kind in one organisation, by id.
    ///
    /// @param after the last id of the page before, 0 for the first page
    /// @param limit at least 1
    public List<Account> list(OrganisationId organisation, Account.Kind kind, long after, int limit) {
        return rows.list(organisation, kind, after, limit);
    }

    /// A person without a password: they cannot sign in until [#setPassword].
    public Outcome<Account> createPerson(Actor actor, Account.Draft draft) {
        return create(actor, Account.Kind.PERSON, draft);
    }

    public Outcome<Account> createServiceAccount(Actor actor, Account.Draft draft) {
        return create(actor, Account.Kind.SERVICE, draft);
    }

    public Outcome<Account> rename(Actor actor, PrincipalId id, String name) {
        Optional<IdentityRefusal> malformed = Names.account(name);
        return change("account.renamed", actor, id, account -> malformed
                .or(() -> nameRefusal(account.organisation(), account.kind(), name, Optional.of(id)))
                .or(() -> act(() -> rows.set(id, "name", name))));
    }

    public Outcome<Account> describe(Actor actor, PrincipalId id, String displayName, Optional<String> email) {
        Optional<IdentityRefusal> malformed = Names.displayName(displayName).or(() -> email.flatMap(Names::email));
        return change("account.described", actor, id, _ -> malformed
                .or(() -> email.flatMap(text -> emailRefusal(text, Optional.of(id))))
                .or(() -> act(() -> {
                    rows.set(id, "display_name", displayName);
                    rows.set(id, "email", email.orElse(null));
                })));
    }

    /// For automation and takeovers: what S3 shows as the owner's ID. Objects that were owned under the old id stay so.
    public Outcome<Account> setOwnerId(Actor actor, PrincipalId id, String ownerId) {
        Optional<IdentityRefusal> malformed = Names.ownerId(ownerId);
        return change("account.owner-id-set", actor, id, _ -> malformed
                .or(() -> ownerRefusal(ownerId, Optional.of(id)))
                .or(() -> act(() -> rows.set(id, "owner_id", ownerId))));
    }

    /// Gives exactly these roles.
    public Outcome<Account> setRoles(Actor actor, PrincipalId id, Set<Role> roles) {
        return change("account.roles-set", actor, id, account -> operators
                .refusal(actor, roles.contains(Role.OPERATOR))
                .or(() -> roles.contains(Role.OPERATOR) ? Optional.empty() : operators.lastRefusal(account))
                .or(() -> act(() -> rows.setRoles(id, roles))));
    }

    /// Keys, tokens and the password stop working within a second; sessions end at their next request.
    public Outcome<Account> disable(Actor actor, PrincipalId id) {
        return change("account.disabled", actor, id, account -> operators
                .lastRefusal(account)
                .or(() -> act(() -> rows.set(id, "disabled", true))));
    }

    public Outcome<Account> enable(Actor actor, PrincipalId id) {
        return change("account.enabled", actor, id, _ -> act(() -> rows.set(id, "disabled", false)));
    }

    /// Takes the account to another organisation. Policies and groups belong to an organisation, so it leaves them.
    public Outcome<Account> move(Actor actor, PrincipalId id, OrganisationId organisation) {
        return change("account.moved", actor, id, account -> organisationRefusal(organisation)
                .or(() -> nameRefusal(organisation, account.kind(), account.name(), Optional.of(id)))
                .or(() -> act(() -> {
                    rows.detachAll(id);
                    rows.set(id, "organisation_id", organisation.value());
                })));
    }

    /// Gone with keys and tokens. What it owned stays, under an owner id that nobody has any more.
    public Outcome<Account> delete(Actor actor, PrincipalId id) {
        return changes.make(() -> change("account.deleted", actor, id, operators::lastRefusal)
                .then(account -> {
                    rows.delete(id);
                    return Outcome.done(account);
                }));
    }

    /// Refuses a weak password with the reason. Takes as long as a sign-in.
    public Outcome<Account> setPassword(Actor actor, PrincipalId id, Secret password) {
        Optional<Account> before = rows.byId(id);
        if (before.isEmpty()) {
            return Outcome.refused(new NoSuchAccount());
        }
        Optional<IdentityRefusal> weak = PasswordRules.refusal(password, before.get());
        if (weak.isPresent()) {
            return Outcome.refused(weak.get());
        }
        String hash = passwords.hash(password);
        return change(
                "account.password-set",
                actor,
                id,
                account -> account.kind() == Account.Kind.PERSON
                        ? act(() -> writePassword(id, hash))
                        : Optional.of(new NotAPerson()));
    }

    /// Gives a person a random password, which the caller shows once.
    public Outcome<Secret> resetPassword(Actor actor, PrincipalId id) {
        Secret password = Secret.of(RandomText.password(random));
        return setPassword(actor, id, password).then(_ -> Outcome.done(password));
    }

    private void writePassword(PrincipalId id, String hash) {
        rows.setPasswordHash(id, hash);
        rows.set(id, "password_changed_at", changes.now());
    }

    private Outcome<Account> create(Actor actor, Account.Kind kind, Account.Draft draft) {
        Optional<IdentityRefusal> malformed = Stream.of(
                        Names.account(draft.name()),
                        Names.displayName(draft.displayName()),
                        draft.email().flatMap(Names::email),
                        draft.ownerId().flatMap(Names::ownerId))
                .flatMap(Optional::stream)
                .findFirst();
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        String ownerId = draft.ownerId().orElseGet(() -> RandomText.hex(random, 32));
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = organisationRefusal(draft.organisation())
                    .or(() -> operators.refusal(actor, draft.roles().contains(Role.OPERATOR)))
                    .or(() -> nameRefusal(draft.organisation(), kind, draft.name(), Optional.empty()))
                    .or(() -> draft.email().flatMap(email -> emailRefusal(email, Optional.empty())))
                    .or(() -> ownerRefusal(ownerId, Optional.empty()));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Account made = rows.insert(kind, draft, ownerId);
            recorded("account.created", actor, made);
            return Outcome.done(made);
        });
    }

    /// @param work refuses, or acts and answers empty
    private Outcome<Account> change(
            String action, Actor actor, PrincipalId id, Function<Account, Optional<IdentityRefusal>> work) {
        return changes.make(() -> {
            Optional<Account> before = rows.byId(id);
            if (before.isEmpty()) {
                return Outcome.refused(new NoSuchAccount());
            }
            boolean concernsOperator = before.get().roles().contains(Role.OPERATOR);
            Optional<IdentityRefusal> refusal =
                    operators.refusal(actor, concernsOperator).or(() -> work.apply(before.get()));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Account after = rows.byId(id).orElseThrow();
            recorded(action, actor, after);
            return Outcome.done(after);
        });
    }

    private void recorded(String action, Actor actor, Account account) {
        String roles = String.join(
                ",", account.roles().stream().map(Role::text).sorted().toList());
        changes.record(
                action,
                account.arn(),
                actor,
                account.organisationName(),
                Map.of("id", Long.toString(account.id().value()), "roles", roles));
    }

    private static Optional<IdentityRefusal> act(Runnable work) {
        work.run();
        return Optional.empty();
    }

    private Optional<IdentityRefusal> organisationRefusal(OrganisationId id) {
        return organisations.byId(id).isPresent() ? Optional.empty() : Optional.of(new NoSuchOrganisation());
    }

    private Optional<IdentityRefusal> nameRefusal(
            OrganisationId organisation, Account.Kind kind, String name, Optional<PrincipalId> self) {
        Optional<Account> holder = rows.byName(organisation, name)
                .or(() -> kind == Account.Kind.PERSON ? rows.personByName(name) : Optional.empty());
        return heldByOther(holder, self, new NameTaken(name));
    }

    private Optional<IdentityRefusal> emailRefusal(String email, Optional<PrincipalId> self) {
        return heldByOther(rows.byEmail(email), self, new EmailTaken(email));
    }

    private Optional<IdentityRefusal> ownerRefusal(String ownerId, Optional<PrincipalId> self) {
        return heldByOther(rows.byOwnerId(ownerId), self, new OwnerIdTaken(ownerId));
    }

    private static Optional<IdentityRefusal> heldByOther(
            Optional<Account> holder, Optional<PrincipalId> self, IdentityRefusal why) {
        return holder.filter(account -> !Optional.of(account.id()).equals(self)).map(_ -> why);
    }
}
