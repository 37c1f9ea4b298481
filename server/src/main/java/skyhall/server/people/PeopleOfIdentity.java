package skyhall.server.people;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.IdentityRefusal;
import skyhall.platform.identity.Outcome;
import skyhall.platform.identity.PasswordWeakness;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.platform.identity.SignInDesk.SignInOutcome;
import skyhall.platform.secret.Secret;
import skyhall.portal.person.PeopleDesk;

/// The portal's people are those of the installation. A session that began before the password last
/// changed stands
/// for nobody any more.
public final class PeopleOfIdentity implements PeopleDesk {
    private final Identity identity;

    public PeopleOfIdentity(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Optional<Principal> find(PrincipalId id, Instant signedInAt) {
        return identity.accounts()
                .find(id)
                .flatMap(Account::passwordChangedAt)
                .filter(changedAt -> !signedInAt.isBefore(changedAt))
                .flatMap(_ -> identity.inForce(id));
    }

    @Override
    public PasswordChange changePassword(PrincipalId id, String current, String wanted, String remoteAddress) {
        Account account =
                identity.accounts().find(id).orElseThrow(() -> new FaultException(PlatformFault.ACCOUNT_UNKNOWN, ""));
        return switch (identity.signInDesk().signIn(account.name(), current, remoteAddress)) {
            case SignInOutcome.Refused() -> new PasswordChange.WrongPassword();
            case SignInOutcome.LockedOut(Instant until) -> new PasswordChange.LockedOut(until);
            case SignInOutcome.SignedIn(Principal principal) ->
                current.equals(wanted)
                        ? new PasswordChange.Unfit(Reason.SAME_AS_BEFORE)
                        : set(Actor.of(principal), id, Secret.of(wanted));
        };
    }

    private PasswordChange set(Actor actor, PrincipalId id, Secret wanted) {
        Outcome<Account> outcome = identity.accounts().setPassword(actor, id, wanted);
        if (outcome instanceof Outcome.Refused<Account>(IdentityRefusal.PasswordTooWeak(PasswordWeakness weakness))) {
            return new PasswordChange.Unfit(reason(weakness));
        }
        outcome.orFault();
        return new PasswordChange.Changed();
    }

    private static Reason reason(PasswordWeakness weakness) {
        return switch (weakness) {
            case TOO_SHORT -> Reason.TOO_SHORT;
            case TOO_LONG -> Reason.TOO_LONG;
            case REPEATS, COMMON -> Reason.TOO_COMMON;
            case OWN_NAME -> Reason.CONTAINS_NAME;
        };
    }
}
