package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.identity.Installation.TESTER;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.SignInDesk.SignInOutcome;
import skyhall.platform.identity.SignInDesk.SignInOutcome.LockedOut;
import skyhall.platform.identity.SignInDesk.SignInOutcome.Refused;
import skyhall.platform.identity.SignInDesk.SignInOutcome.SignedIn;
import skyhall.platform.secret.Secret;
import skyhall.platform.settings.Settings;

class SignInTest {
    private static final String RIGHT = "seven blue herons";
    private static final String HOME = "192.0.2.7";
    private static final String AWAY = "198.51.100.9";
    private final Installation city = new Installation();
    private final Account li = city.person(city.organisation("water"), "Li", Role.DEVELOPER);

    SignInTest() {
        city.identity.accounts().setPassword(TESTER, li.id(), Secret.of(RIGHT)).orFault();
    }

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void theRightPasswordSignsInAndTheNameHasNoCase() {
        assertThat(at(HOME, "lI", RIGHT)).isInstanceOfSatisfying(SignedIn.class, in -> {
            assertThat(in.principal().id()).isEqualTo(li.id());
            assertThat(in.principal().policies()).hasSize(1);
        });
        assertThat(city.journal.getLast().action()).isEqualTo("sign-in.succeeded");
        assertThat(city.journal.getLast().details()).containsEntry("address", HOME);
    }

    @Test
    void wrongEmptyLongAndUnknownAreRefusedAlike() {
        for (String wrong : new String[] {"", "x", RIGHT + " ", RIGHT.toUpperCase(java.util.Locale.ROOT)}) {
            assertThat(at(HOME, "Li", wrong)).isEqualTo(new Refused());
        }
        assertThat(at(AWAY, "Li", "x".repeat(100_000))).isEqualTo(new Refused());
        assertThat(at(AWAY, "nobody", RIGHT)).isEqualTo(new Refused());
        assertThat(at(AWAY, "li' OR 1=1 --", RIGHT)).isEqualTo(new Refused());
    }

    @Test
    void twoWaysToTypeOneAccentAreOnePassword() {
        city.identity
                .accounts()
                .setPassword(TESTER, li.id(), Secret.of("caf\u00e9 de la gare"))
                .orFault();
        assertThat(at(HOME, "Li", "cafe\u0301 de la gare")).isInstanceOf(SignedIn.class);
    }

    @Test
    void disabledPeopleAndThoseOfDisabledOrganisationsAreRefused() {
        city.identity.accounts().disable(TESTER, li.id()).orFault();
        assertThat(at(HOME, "Li", RIGHT)).isEqualTo(new Refused());
        city.identity.accounts().enable(TESTER, li.id()).orFault();
        city.identity.organisations().disable(TESTER, li.organisation()).orFault();
        assertThat(at(HOME, "Li", RIGHT)).isEqualTo(new Refused());
        city.identity.organisations().enable(TESTER, li.organisation()).orFault();
        assertThat(at(HOME, "Li", RIGHT)).isInstanceOf(SignedIn.class);
    }

    @Test
    void fiveWrongOnesLockOutDoublingAndEndingByThemselves() {
        wrong(HOME, 5);
        assertLocked(HOME, Duration.ofSeconds(30));
        city.pass(Duration.ofSeconds(29));
        assertThat(at(HOME, "Li", RIGHT)).as("even the right one waits").isInstanceOf(LockedOut.class);
        assertThat(at(AWAY, "Li", RIGHT)).as("elsewhere nothing is locked").isInstanceOf(SignedIn.class);
        city.pass(Duration.ofSeconds(1));
        wrong(HOME, 1);
        assertLocked(HOME, Duration.ofMinutes(1));
        city.pass(Duration.ofMinutes(1));
        wrong(HOME, 1);
        assertLocked(HOME, Duration.ofMinutes(2));
        city.pass(Duration.ofMinutes(2));
        assertThat(at(HOME, "Li", RIGHT)).isInstanceOf(SignedIn.class);
        wrong(HOME, 4);
        assertThat(at(HOME, "Li", RIGHT)).as("success starts the count anew").isInstanceOf(SignedIn.class);
    }

    @Test
    void aLockNeverExceedsItsLimitAndOldAttemptsAreForgotten() {
        for (int i = 0; i < 14; i++) {
            wrong(HOME, 1);
            city.pass(Duration.ofMinutes(i < 4 ? 0 : 15));
        }
        assertThat(at(HOME, "Li", RIGHT)).as("15 minutes are the longest").isInstanceOf(SignedIn.class);
        wrong(HOME, 4);
        city.pass(Duration.ofMinutes(61));
        wrong(HOME, 4);
        assertThat(at(HOME, "Li", RIGHT)).isInstanceOf(SignedIn.class);
    }

    @Test
    void anAddressThatTriesManyNamesIsLockedOut() {
        Installation small = new Installation(Map.of("identity.lockout-address", "6"));
        try (small) {
            for (int i = 0; i < 6; i++) {
                assertThat(small.identity.signInDesk().signIn("name" + i, "x", "2001:db8::" + i))
                        .isEqualTo(new Refused());
            }
            assertThat(small.identity.signInDesk().signIn("other", "x", "2001:db8::ffff"))
                    .as("the same /64")
                    .isInstanceOf(LockedOut.class);
            assertThat(small.identity.signInDesk().signIn("other", "x", "2001:db8:0:1::1"))
                    .isEqualTo(new Refused());
        }
    }

    @Test
    void guessersFromEverywhereCannotKeepAPersonOut() {
        Installation small = new Installation(Map.of("identity.lockout-person", "6"));
        try (small) {
            Account admin = small.person(small.organisation("city"), "admin", Role.OPERATOR);
            small.identity
                    .accounts()
                    .setPassword(TESTER, admin.id(), Secret.of(RIGHT))
                    .orFault();
            SignInDesk desk = small.identity.signInDesk();
            assertThat(desk.signIn("admin", RIGHT, HOME)).isInstanceOf(SignedIn.class);
            for (int i = 0; i < 6; i++) {
                assertThat(desk.signIn("admin", "guess", "203.0.113." + i)).isEqualTo(new Refused());
            }
            assertThat(desk.signIn("admin", "guess", "203.0.113.99")).isInstanceOf(LockedOut.class);
            assertThat(desk.signIn("admin", RIGHT, HOME)).as("a known address").isInstanceOf(SignedIn.class);
            assertThat(desk.signIn("admin", RIGHT, AWAY)).isInstanceOf(LockedOut.class);
            small.identity.recovery().resetAdministrator(Actor.CONSOLE, "admin").orFault();
            assertThat(desk.signIn("admin", RIGHT, AWAY))
                    .as("no longer locked, but a new password")
                    .isEqualTo(new Refused());
        }
    }

    @Test
    void aHundredGuessesAtOnceAreNotMoreThanTheThreshold() throws Exception {
        Callable<SignInOutcome> guess = () -> at(HOME, "Li", "guess");
        int checked = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SignInOutcome> outcome : threads.invokeAll(java.util.Collections.nCopies(20, guess))) {
                checked += outcome.get() instanceof Refused ? 1 : 0;
            }
        }
        assertThat(checked).isEqualTo(5);
    }

    @Test
    void aHashOfOlderParametersIsMadeAnew() {
        String before = hash();
        assertThat(before).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        Installation restarted = new Installation(city.database, city.directory, Map.of(), Passwords::new);
        restarted.identity.signInDesk().signIn("Li", "wrong", HOME);
        assertThat(hash()).isEqualTo(before);
        assertThat(restarted.identity.signInDesk().signIn("Li", RIGHT, HOME)).isInstanceOf(SignedIn.class);
        assertThat(hash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(at(HOME, "Li", RIGHT)).isInstanceOf(SignedIn.class);
    }

    @Test
    void parametersBelowTheMinimumStopTheStart() {
        assertThatThrownBy(() -> new Passwords(Settings.load(
                        java.nio.file.Path.of("/nonexistent"),
                        Map.of("SKYHALL_IDENTITY_PASSWORD_ITERATIONS", "1"),
                        IdentitySettings.ALL)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("identity.password-memory-kib");
    }

    /// Medians of a few, compared with a wide margin: a skipped hash would be a hundred times faster.
    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        SignInDesk desk =
                new Installation(city.database, city.directory, Map.of(), Passwords::new).identity.signInDesk();
        assertThat(desk.signIn("Li", RIGHT, HOME))
                .as("now hashed with these parameters")
                .isInstanceOf(SignedIn.class);
        long known = median(() -> desk.signIn("Li", "guess", AWAY));
        long unknown = median(() -> desk.signIn("nobody", "guess", AWAY));
        assertThat((double) unknown / known).isBetween(0.3, 3.0);
    }

    private long median(Supplier<SignInOutcome> work) {
        long[] nanos = Stream.generate(() -> {
                    long before = System.nanoTime();
                    assertThat(work.get()).isEqualTo(new Refused());
                    return System.nanoTime() - before;
                })
                .limit(5)
                .mapToLong(Long::longValue)
                .toArray();
        Arrays.sort(nanos);
        return nanos[2];
    }

    private String hash() {
        return city.database
                .sql()
                .sql("SELECT password_hash FROM platform.principal WHERE id = :id")
                .param("id", li.id().value())
                .query(String.class)
                .single();
    }

    private SignInOutcome at(String address, String name, String password) {
        return city.identity.signInDesk().signIn(name, password, address);
    }

    private void wrong(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(at(address, "Li", "wrong " + i)).isEqualTo(new Refused());
        }
    }

    private void assertLocked(String address, Duration wait) {
        assertThat(at(address, "Li", RIGHT))
                .isEqualTo(new LockedOut(city.instant().plus(wait)));
    }
}
