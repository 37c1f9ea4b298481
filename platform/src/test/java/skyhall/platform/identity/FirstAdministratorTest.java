package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.identity.Installation.TESTER;
import static skyhall.platform.identity.Installation.actor;
import static skyhall.platform.identity.OrganisationsTest.why;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.identity.FirstAdministrator.Welcome;
import skyhall.platform.identity.SignInDesk.SignInOutcome.Refused;
import skyhall.platform.identity.SignInDesk.SignInOutcome.SignedIn;
import skyhall.platform.secret.Secret;

class FirstAdministratorTest {
    private final Installation city = new Installation();
    private final FirstAdministrator first = city.identity.firstAdministrator();

    private final Path data;

    FirstAdministratorTest(@TempDir Path data) {
        this.data = data;
    }

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void theFirstStartMakesOneAndTheSecondDoesNothing() throws Exception {
        Welcome welcome = first.ensure(data).orElseThrow();
        assertThat(welcome.personName()).isEqualTo("admin");
        assertThat(welcome.password().reveal()).matches("[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}");
        assertThat(welcome.toString()).doesNotContain(welcome.password().reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(welcome.file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(welcome.file()))
                .contains(welcome.password().reveal())
                .contains("delete this file");
        assertThat(first.ensure(data)).isEmpty();
        Account admin = city.identity.accounts().person("admin").orElseThrow();
        assertThat(admin.roles()).containsExactlyInAnyOrder(Role.OPERATOR, Role.ADMINISTRATOR);
        assertThat(admin.organisationName()).isEqualTo("city");
        assertThat(signIn(welcome.password())).isInstanceOf(SignedIn.class);
    }

    @Test
    void whenTheFileCannotBeWrittenNothingIsMade() throws Exception {
        Path file = Files.writeString(data.resolve("a-file"), "");
        assertThatThrownBy(() -> first.ensure(file)).isInstanceOf(UncheckedIOException.class);
        assertThat(city.identity.organisations().list(0, 10)).isEmpty();
        assertThat(first.ensure(data)).isPresent();
    }

    @Test
    void recoveryBringsAPersonBackWhateverHappened() {
        assertThat(first.ensure(data)).isPresent();
        Account admin = city.identity.accounts().person("admin").orElseThrow();
        Account second = city.person(city.organisation("other"), "second", Role.OPERATOR);
        city.identity
                .accounts()
                .setRoles(actor(second), admin.id(), java.util.Set.of())
                .orFault();
        city.identity.accounts().disable(actor(second), admin.id()).orFault();
        city.identity.organisations().disable(TESTER, admin.organisation()).orFault();
        Secret password = city.identity
                .recovery()
                .resetAdministrator(Actor.CONSOLE, "admin")
                .orFault();
        assertThat(signIn(password)).isInstanceOf(SignedIn.class);
        assertThat(city.identity.accounts().find(admin.id()).orElseThrow().roles())
                .contains(Role.OPERATOR);
        assertThat(city.journal)
                .anyMatch(entry -> entry.action().equals("account.recovered")
                        && entry.actor().equals("console")
                        && entry.subject().equals("arn:aws:iam::city:user/admin"));
        city.identity.recovery().resetAdministrator(Actor.CONSOLE, "admin").orFault();
        assertThat(signIn(password)).as("the one before is void").isEqualTo(new Refused());
    }

    @Test
    void recoveryIsForTheMachinesOwnerOnly() {
        assertThat(first.ensure(data)).isPresent();
        Account admin = city.identity.accounts().person("admin").orElseThrow();
        assertThat(why(city.identity.recovery().resetAdministrator(actor(admin), "admin")))
                .isEqualTo(new IdentityRefusal.OperatorsOnly());
        assertThat(why(city.identity.recovery().resetAdministrator(Actor.CONSOLE, "nobody")))
                .isEqualTo(new IdentityRefusal.NoSuchAccount());
    }

    private SignInDesk.SignInOutcome signIn(Secret password) {
        return city.identity.signInDesk().signIn("admin", password.reveal(), "127.0.0.1");
    }
}
