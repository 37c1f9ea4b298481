package skyhall.platform.identity;

import java.util.Map;
import java.util.Optional;
import skyhall.platform.identity.Lockout.Admission;
import skyhall.platform.secret.Secret;

/// Signs people in by password. A wrong name takes as long as a wrong password, because a password is hashed either
/// way; a hash that was made with older parameters is made anew once the right password is there.
final class PasswordSignInDesk implements SignInDesk {
    private final Changes changes;
    private final AccountRows accounts;
    private final Principals principals;
    private final Passwords passwords;
    private final Lockout lockout;

    PasswordSignInDesk(Changes changes, Principals principals, Passwords passwords, Lockout lockout) {
        this.changes = changes;
        this.accounts = new AccountRows(changes);
        this.principals = principals;
        this.passwords = passwords;
        this.lockout = lockout;
    }

    @Override
    public SignInOutcome signIn(String personName, String password, String remoteAddress) {
        return switch (lockout.admit(personName, remoteAddress)) {
            case Admission.Locked(var until) -> new SignInOutcome.LockedOut(until);
            case Admission.Admitted _ -> check(personName, Secret.of(password), remoteAddress);
        };
    }

    private SignInOutcome check(String personName, Secret password, String remoteAddress) {
        Optional<Account> account = accounts.personByName(personName);
        Optional<String> hash = account.flatMap(person -> accounts.passwordHash(person.id()));
        if (hash.isEmpty() || tooLong(password)) {
            passwords.checkInVain(Secret.of("wrong"));
            return refused(account, remoteAddress);
        }
        boolean right = passwords.matches(password, hash.get());
        Optional<Principal> principal =
                right ? principals.inForce(account.orElseThrow().id()) : Optional.empty();
        if (principal.isEmpty()) {
            return refused(account, remoteAddress);
        }
        if (passwords.isOutdated(hash.get())) {
            renew(account.orElseThrow().id(), passwords.hash(password), hash.get());
        }
        return signedIn(account.orElseThrow(), principal.get(), remoteAddress);
    }

    private SignInOutcome signedIn(Account account, Principal principal, String remoteAddress) {
        changes.database().transaction(() -> {
            lockout.succeeded(principal.id(), account.name(), remoteAddress);
            record("sign-in.succeeded", account, remoteAddress);
        });
        return new SignInOutcome.SignedIn(principal);
    }

    /// A wrong password is written in the journal of the person's organisation; a name that nobody has is nobody's.
    private SignInOutcome refused(Optional<Account> account, String remoteAddress) {
        account.ifPresent(
                person -> changes.database().transaction(() -> record("sign-in.refused", person, remoteAddress)));
        return new SignInOutcome.Refused();
    }

    private void record(String action, Account account, String remoteAddress) {
        Actor actor = new Actor(account.arn(), Optional.of(account.id()));
        changes.record(action, account.arn(), actor, account.organisationName(), Map.of("address", remoteAddress));
    }

    /// Only if the password was not changed in the meantime.
    private void renew(PrincipalId id, String hash, String before) {
        changes.make(() -> {
            if (accounts.passwordHash(id).equals(Optional.of(before))) {
                accounts.setPasswordHash(id, hash);
            }
            return id;
        });
    }

    private static boolean tooLong(Secret password) {
        return password.reveal().length() > 4 * PasswordRules.MOST_CHARACTERS;
    }
}
