package skyhall.portal;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.platform.identity.SignInDesk;
import skyhall.portal.person.PeopleDesk;

/// People in memory, fussier than the real desk: it locks out after three wrong attempts, throws at any address that is
/// no IP address and at any sign-in time of the future, and forgets every earlier sign-in when a password changes.
final class StrictDesk implements SignInDesk, PeopleDesk {
    static final String PASSWORD = "correct horse battery";
    static final Duration LOCKOUT = Duration.ofMinutes(15);
    private static final int ALLOWED_ATTEMPTS = 3;

    private final InstantSource clock;
    private final Map<String, Person> people = new HashMap<>();

    StrictDesk(InstantSource clock) {
        this.clock = clock;
    }

    /// Adds a person whose password is [#PASSWORD].
    StrictDesk with(String name, String displayName) {
        people.put(name, new Person(people.size() + 1, name, displayName));
        return this;
    }

    synchronized void disable(String name) {
        person(name).disabled = true;
    }

    private Person person(String name) {
        return Objects.requireNonNull(people.get(name));
    }

    @Override
    public synchronized SignInOutcome signIn(String personName, String password, String remoteAddress) {
        requireAddress(remoteAddress);
        Person person = people.get(personName.toLowerCase(Locale.ROOT));
        if (person == null || person.disabled) {
            return new SignInOutcome.Refused();
        }
        if (person.lockedUntil.isAfter(clock.instant())) {
            return new SignInOutcome.LockedOut(person.lockedUntil);
        }
        return person.accepts(password, clock.instant())
                ? new SignInOutcome.SignedIn(person.principal())
                : new SignInOutcome.Refused();
    }

    @Override
    public synchronized Optional<Principal> find(PrincipalId id, Instant signedInAt) {
        if (signedInAt.isAfter(clock.instant())) {
            throw new IllegalArgumentException("signed in in the future: " + signedInAt);
        }
        return byId(id).filter(person -> !person.disabled && !signedInAt.isBefore(person.passwordSince))
                .map(Person::principal);
    }

    @Override
    public synchronized PasswordChange changePassword(
            PrincipalId id, String current, String wanted, String remoteAddress) {
        requireAddress(remoteAddress);
        Person person = byId(id).orElseThrow();
        if (person.lockedUntil.isAfter(clock.instant())) {
            return new PasswordChange.LockedOut(person.lockedUntil);
        }
        if (!person.accepts(current, clock.instant())) {
            return new PasswordChange.WrongPassword();
        }
        if (wanted.length() < 12) {
            return new PasswordChange.Unfit(Reason.TOO_SHORT);
        }
        person.password = wanted;
        person.passwordSince = clock.instant();
        return new PasswordChange.Changed();
    }

    private Optional<Person> byId(PrincipalId id) {
        return people.values().stream()
                .filter(person -> person.number == id.value())
                .findFirst();
    }

    private static void requireAddress(String remoteAddress) {
        Objects.requireNonNull(InetAddress.ofLiteral(remoteAddress));
    }

    private static final class Person {
        private final long number;
        private final String name;
        private final String displayName;
        private String password = PASSWORD;
        private Instant passwordSince = Instant.EPOCH;
        private Instant lockedUntil = Instant.EPOCH;
        private boolean disabled;
        private int wrongAttempts;

        Person(long number, String name, String displayName) {
            this.number = number;
            this.name = name;
            this.displayName = displayName;
        }

        boolean accepts(String attempt, Instant now) {
            if (attempt.equals(password)) {
                wrongAttempts = 0;
                return true;
            }
            wrongAttempts++;
            if (wrongAttempts >= ALLOWED_ATTEMPTS) {
                lockedUntil = now.plus(LOCKOUT);
                wrongAttempts = 0;
            }
            return false;
        }

        Principal principal() {
            return new Principal(
                    new PrincipalId(number),
                    new OrganisationId(1),
                    "harbour-city",
                    name,
                    "arn:aws:iam::harbour-city:user/" + name,
                    "0".repeat(64),
                    displayName,
                    List.of());
        }
    }
}
