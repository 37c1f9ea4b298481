package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.identity.Installation.TESTER;
import static skyhall.platform.identity.Installation.actor;
import static skyhall.platform.identity.Installation.draft;
import static skyhall.platform.identity.OrganisationsTest.why;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.secret.Secret;

class AccountsTest {
    private final Installation city = new Installation();
    private final Accounts accounts = city.identity.accounts();
    private final Organisation water = city.organisation("water");
    private final Organisation fire = city.organisation("fire");

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void aPersonsNameIsUniqueInTheInstallationWithoutRegardToCase() {
        Account li = city.person(water, "Li.Wei");
        assertThat(li.arn()).isEqualTo("arn:aws:iam::water:user/Li.Wei");
        assertThat(li.ownerId()).matches("[0-9a-f]{64}");
        assertThat(accounts.person("li.wei")).contains(li);
        assertThat(why(accounts.createPerson(TESTER, draft(fire, "LI.WEI"))))
                .isEqualTo(new IdentityRefusal.NameTaken("LI.WEI"));
        assertThat(accounts.rename(TESTER, li.id(), "li.wei").orFault().name()).isEqualTo("li.wei");
    }

    @Test
    void aServiceAccountsNameIsUniqueInItsOrganisation() {
        Account robot = city.service(water, "robot");
        assertThat(why(accounts.createPerson(TESTER, draft(water, "Robot"))))
                .isInstanceOf(IdentityRefusal.NameTaken.class);
        Account other = city.service(fire, "robot");
        assertThat(why(accounts.move(TESTER, other.id(), water.id()))).isInstanceOf(IdentityRefusal.NameTaken.class);
        assertThat(accounts.find(water.id(), "ROBOT")).contains(robot);
        assertThat(accounts.person("robot")).isEmpty();
    }

    @Test
    void ownerIdsAndAddressesAreGivenOnce() {
        Account one = accounts.createPerson(
                        TESTER,
                        new Account.Draft(
                                water.id(),
                                "one",
                                "One",
                                Optional.of("One@City.example"),
                                Optional.of("testx$id"),
                                Set.of()))
                .orFault();
        assertThat(city.identity.owners().byEmail("one@city.EXAMPLE"))
                .contains(new OwnerDirectory.Owner("testx$id", "One"));
        assertThat(city.identity.owners().byOwnerId("testx$id")).contains(new OwnerDirectory.Owner("testx$id", "One"));
        assertThat(city.identity.owners().byOwnerId("nobody")).isEmpty();
        Account two = city.person(fire, "two");
        assertThat(why(accounts.describe(TESTER, two.id(), "Two", Optional.of("one@city.example"))))
                .isInstanceOf(IdentityRefusal.EmailTaken.class);
        assertThat(why(accounts.setOwnerId(TESTER, two.id(), "testx$id")))
                .isEqualTo(new IdentityRefusal.OwnerIdTaken("testx$id"));
        assertThat(accounts.setOwnerId(TESTER, one.id(), "other").orFault().ownerId())
                .isEqualTo("other");
    }

    @Test
    void malformedTextsAreRefused() {
        for (String name : List.of("", "-a", "a b", "a:b", "a/b", "ä", "a".repeat(65))) {
            assertThat(why(accounts.createPerson(TESTER, draft(water, name))))
                    .isInstanceOf(IdentityRefusal.Malformed.class);
        }
        Account li = city.person(water, "li");
        for (String email : List.of("", "a", "@b", "a@", "a b@c", "a@b@c", "a@b c")) {
            assertThat(why(accounts.describe(TESTER, li.id(), "Li", Optional.of(email))))
                    .isInstanceOf(IdentityRefusal.Malformed.class);
        }
        assertThat(why(accounts.describe(TESTER, li.id(), "a\nb", Optional.empty())))
                .isInstanceOf(IdentityRefusal.Malformed.class);
    }

    @Test
    void onlyAnOperatorTouchesOperators() {
        Account admin = city.person(water, "admin", Role.OPERATOR);
        Account agency = city.person(water, "agency", Role.ADMINISTRATOR);
        Actor low = actor(agency);
        IdentityRefusal operatorsOnly = new IdentityRefusal.OperatorsOnly();
        assertThat(why(accounts.setRoles(low, agency.id(), Set.of(Role.OPERATOR))))
                .isEqualTo(operatorsOnly);
        assertThat(why(accounts.createPerson(low, draft(water, "x", Role.OPERATOR))))
                .isEqualTo(operatorsOnly);
        assertThat(why(accounts.setPassword(low, admin.id(), Secret.of("a quite long password"))))
                .isEqualTo(operatorsOnly);
        assertThat(why(accounts.disable(low, admin.id()))).isEqualTo(operatorsOnly);
        assertThat(why(accounts.delete(low, admin.id()))).isEqualTo(operatorsOnly);
        assertThat(why(city.identity.accessKeys().create(low, admin.id()))).isEqualTo(operatorsOnly);
        assertThat(accounts.setRoles(actor(admin), agency.id(), Set.of(Role.OPERATOR))
                        .orFault()
                        .roles())
                .containsExactly(Role.OPERATOR);
    }

    @Test
    void theLastOperatorStays() {
        Account admin = city.person(water, "admin", Role.OPERATOR);
        Actor self = actor(admin);
        IdentityRefusal last = new IdentityRefusal.LastOperator();
        assertThat(why(accounts.disable(self, admin.id()))).isEqualTo(last);
        assertThat(why(accounts.delete(self, admin.id()))).isEqualTo(last);
        assertThat(why(accounts.setRoles(self, admin.id(), Set.of()))).isEqualTo(last);
        assertThat(why(city.identity.organisations().disable(self, water.id()))).isEqualTo(last);
        Account second = city.person(fire, "second", Role.OPERATOR);
        city.identity.organisations().disable(self, fire.id()).orFault();
        assertThat(why(accounts.disable(self, admin.id())))
                .as("the other's organisation is disabled")
                .isEqualTo(last);
        city.identity.organisations().enable(self, fire.id()).orFault();
        accounts.disable(actor(second), admin.id()).orFault();
        accounts.delete(actor(second), admin.id()).orFault();
        assertThat(accounts.find(admin.id())).isEmpty();
    }

    @Test
    void movingLeavesPoliciesAndGroupsBehind() {
        Account robot = city.service(water, "robot");
        city.identity
                .policies()
                .create(TESTER, water.id(), "own", PolicyTexts.READ)
                .orFault();
        city.identity.policies().attach(TESTER, robot.id(), "own").orFault();
        Group group = city.identity.groups().create(TESTER, water.id(), "pumps").orFault();
        city.identity.groups().add(TESTER, group.id(), robot.id()).orFault();
        Account moved = accounts.move(TESTER, robot.id(), fire.id()).orFault();
        assertThat(moved.organisationName()).isEqualTo("fire");
        assertThat(moved.policies()).isEmpty();
        assertThat(city.identity.groups().members(group.id(), 0, 10)).isEmpty();
        assertThat(accounts.list(fire.id(), Account.Kind.SERVICE, 0, 10)).containsExactly(moved);
        assertThat(accounts.list(water.id(), Account.Kind.SERVICE, 0, 10)).isEmpty();
    }

    @Test
    void passwordsAreForPeopleAndNotEasyToGuess() {
        Account li = city.person(water, "li.wei.of.water");
        for (String bad : List.of(
                "short", "Password1234", "aaaaaaaaaaaaaa", "li.wei.of.water", "LiWeiOfWater1!", "x".repeat(300))) {
            assertThat(why(accounts.setPassword(TESTER, li.id(), Secret.of(bad))))
                    .as(bad)
                    .isInstanceOf(IdentityRefusal.PasswordTooWeak.class);
        }
        accounts.setPassword(TESTER, li.id(), Secret.of("seven blue herons")).orFault();
        assertThat(accounts.find(li.id()).orElseThrow().passwordChangedAt()).contains(city.instant());
        Account robot = city.service(water, "robot");
        assertThat(why(accounts.setPassword(TESTER, robot.id(), Secret.of("seven blue herons"))))
                .isEqualTo(new IdentityRefusal.NotAPerson());
    }
}
