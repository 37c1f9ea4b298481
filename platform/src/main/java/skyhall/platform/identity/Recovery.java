package skyhall.platform.identity;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.secret.Secret;

/// The way back in for whoever owns the machine. Needs the database only, so it works while the server runs and
/// while it is stopped; it is in the journal like every change.
public final class Recovery {
    private final Changes changes;
    private final Organisations organisations;
    private final Accounts accounts;
    private final Lockout lockout;
    private final SecureRandom random;

    Recovery(Changes changes, Organisations organisations, Accounts accounts, Lockout lockout, SecureRandom random) {
        this.changes = changes;
        this.organisations = organisations;
        this.accounts = accounts;
        this.lockout = lockout;
        this.random = random;
    }

    /// Gives the person a new random password and the roles of operator and administrator, enables the account and
    /// every organisation above it, and forgets wrong sign-ins. The new password is shown by the caller, once.
    ///
    /// @param actor a part of the machine, such as [Actor#CONSOLE]
    public Outcome<Secret> resetAdministrator(Actor actor, String personName) {
        if (actor.principal().isPresent()) {
            return Outcome.refused(new IdentityRefusal.OperatorsOnly());
        }
        return changes.make(() -> {
            Optional<Account> person = accounts.person(personName);
            if (person.isEmpty()) {
                return Outcome.refused(new IdentityRefusal.NoSuchAccount());
            }
            Secret password = Secret.of(RandomText.password(random));
            reset(actor, person.get(), password);
            return Outcome.done(password);
        });
    }

    private void reset(Actor actor, Account person, Secret password) {
        Set<Role> roles = EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR);
        roles.addAll(person.roles());
        accounts.setRoles(actor, person.id(), roles).orFault();
        accounts.enable(actor, person.id()).orFault();
        enableUpwards(actor, person.organisation());
        accounts.setPassword(actor, person.id(), password).orFault();
        lockout.clear(person.name());
        changes.record("account.recovered", person.arn(), actor, person.organisationName(), Map.of());
    }

    private void enableUpwards(Actor actor, OrganisationId id) {
        Organisation organisation = organisations.find(id).orElseThrow();
        if (!organisation.enabled()) {
            organisations.enable(actor, id).orFault();
        }
        organisation.parent().ifPresent(parent -> enableUpwards(actor, parent));
    }
}
