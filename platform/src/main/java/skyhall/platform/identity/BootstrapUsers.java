package skyhall.platform.identity;

import static skyhall.platform.identity.Actor.BOOTSTRAP;
import static skyhall.platform.identity.Bootstrap.agreed;
import static skyhall.platform.identity.Bootstrap.refused;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The part of a bootstrap file that speaks of people and service accounts.
final class BootstrapUsers {
    private final Accounts accounts;
    private final AccessKeys accessKeys;
    private final OwnPolicies policies;

    BootstrapUsers(Accounts accounts, AccessKeys accessKeys, OwnPolicies policies) {
        this.accounts = accounts;
        this.accessKeys = accessKeys;
        this.policies = policies;
    }

    void apply(Organisation organisation, BootstrapFile.User wanted, List<String> lines) {
        String what = (wanted.kind() == Account.Kind.PERSON ? "person " : "service account ") + wanted.name();
        Account account = there(organisation, wanted, what)
                .map(present -> corrected(present, wanted, what, lines))
                .orElseGet(() -> created(organisation, wanted, what, lines));
        wanted.policies().ifPresent(names -> policies(account, names, what, lines));
        wanted.accessKeys().forEach(key -> key(account, key, lines));
    }

    private Optional<Account> there(Organisation organisation, BootstrapFile.User wanted, String what) {
        Optional<Account> there = wanted.kind() == Account.Kind.PERSON
                ? accounts.person(wanted.name())
                : accounts.find(organisation.id(), wanted.name());
        there.ifPresent(account -> {
            if (account.kind() != wanted.kind() || !account.organisation().equals(organisation.id())) {
                throw refused(what, "exists as something else or in another organisation");
            }
        });
        return there;
    }

    private Account created(Organisation organisation, BootstrapFile.User wanted, String what, List<String> lines) {
        Account.Draft draft = new Account.Draft(
                organisation.id(),
                wanted.name(),
                wanted.displayName().orElse(wanted.name()),
                wanted.email(),
                wanted.ownerId(),
                wanted.roles().orElse(Set.of()));
        Account account = agreed(
                what,
                wanted.kind() == Account.Kind.PERSON
                        ? accounts.createPerson(BOOTSTRAP, draft)
                        : accounts.createServiceAccount(BOOTSTRAP, draft));
        wanted.initialPassword()
                .ifPresent(password -> agreed(what, accounts.setPassword(BOOTSTRAP, account.id(), password)));
        lines.add("created " + what);
        return account;
    }

    private Account corrected(Account there, BootstrapFile.User wanted, String what, List<String> lines) {
        String displayName = wanted.displayName().orElse(there.displayName());
        Optional<String> email = wanted.email().or(there::email);
        if (!displayName.equals(there.displayName()) || !email.equals(there.email())) {
            agreed(what, accounts.describe(BOOTSTRAP, there.id(), displayName, email));
            lines.add("described " + what);
        }
        wanted.ownerId().filter(id -> !id.equals(there.ownerId())).ifPresent(id -> {
            agreed(what, accounts.setOwnerId(BOOTSTRAP, there.id(), id));
            lines.add("set owner id of " + what);
        });
        wanted.roles().filter(roles -> !roles.equals(there.roles())).ifPresent(roles -> {
            agreed(what, accounts.setRoles(BOOTSTRAP, there.id(), roles));
            lines.add("set roles of " + what);
        });
        return there;
    }

    private void policies(Account account, List<String> names, String what, List<String> lines) {
        for (String name : names) {
            if (!account.policies().contains(name)) {
                agreed(what, policies.attach(BOOTSTRAP, account.id(), name));
                lines.add("attached policy " + name + " to " + what);
            }
        }
        for (String name : account.policies()) {
            if (!names.contains(name)) {
                agreed(what, policies.detach(BOOTSTRAP, account.id(), name));
                lines.add("detached policy " + name + " from " + what);
            }
        }
    }

    private void key(Account account, BootstrapFile.Key wanted, List<String> lines) {
        String what = "access key " + wanted.id();
        Optional<AccessKey> there = accessKeys.find(wanted.id());
        if (there.isEmpty()) {
            agreed(what, accessKeys.create(BOOTSTRAP, account.id(), wanted.id(), wanted.secret()));
            lines.add("created " + what);
        } else if (!there.get().owner().equals(account.id())) {
            throw refused(what, "belongs to another account");
        } else if (!accessKeys.hasSecret(wanted.id(), wanted.secret())) {
            agreed(what, accessKeys.setSecret(BOOTSTRAP, wanted.id(), wanted.secret()));
            lines.add("set the secret of " + what);
        }
    }
}
