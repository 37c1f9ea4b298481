package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.identity.Installation.TESTER;
import static skyhall.platform.identity.OrganisationsTest.why;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.secret.Secret;

/// Nothing of one organisation is listed in, attached to or reached from another.
class CrossTenantTest {
    private final Installation city = new Installation();
    private final Organisation province = city.organisation("province");
    private final Organisation water = city.organisation("water", Optional.of(province.id()));
    private final Organisation fire = city.organisation("fire", Optional.of(province.id()));

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void listsHoldTheirOwnOrganisationOnly() {
        for (Organisation organisation : List.of(water, fire)) {
            city.person(organisation, "person-" + organisation.name());
            city.service(organisation, "robot");
            city.identity
                    .policies()
                    .create(TESTER, organisation.id(), "own", PolicyTexts.READ)
                    .orFault();
            city.identity.groups().create(TESTER, organisation.id(), "all").orFault();
        }
        for (Organisation organisation : List.of(water, fire)) {
            for (Account.Kind kind : Account.Kind.values()) {
                assertThat(city.identity.accounts().list(organisation.id(), kind, 0, 10))
                        .hasSize(1)
                        .allMatch(account -> account.organisation().equals(organisation.id()));
            }
            assertThat(city.identity.policies().list(organisation.id(), 0, 10))
                    .hasSize(1)
                    .allMatch(policy -> policy.organisation().equals(organisation.id()));
            assertThat(city.identity.groups().list(organisation.id(), 0, 10))
                    .hasSize(1)
                    .allMatch(group -> group.organisation().equals(organisation.id()));
        }
        assertThat(city.identity.accounts().list(province.id(), Account.Kind.PERSON, 0, 10))
                .isEmpty();
    }

    @Test
    void anotherOrganisationsPolicyCannotBeAttached() {
        city.identity
                .policies()
                .create(TESTER, water.id(), "waters", PolicyTexts.READ)
                .orFault();
        Account fireman = city.person(fire, "fireman");
        assertThat(why(city.identity.policies().attach(TESTER, fireman.id(), "waters")))
                .isEqualTo(new IdentityRefusal.NoSuchPolicy("waters"));
        Group group = city.identity.groups().create(TESTER, fire.id(), "all").orFault();
        assertThat(why(city.identity.groups().attach(TESTER, group.id(), "waters")))
                .isEqualTo(new IdentityRefusal.NoSuchPolicy("waters"));
        Account robot = city.service(water, "robot");
        assertThat(why(city.identity.groups().add(TESTER, group.id(), robot.id())))
                .isEqualTo(new IdentityRefusal.OtherOrganisation());
    }

    @Test
    void samePolicyNameInTwoOrganisationsIsTwoPolicies() {
        city.identity
                .policies()
                .create(TESTER, water.id(), "own", PolicyTexts.READ)
                .orFault();
        city.identity
                .policies()
                .create(TESTER, fire.id(), "own", PolicyTexts.WRITE)
                .orFault();
        Account fireman = city.person(fire, "fireman");
        OwnPolicy attached =
                city.identity.policies().attach(TESTER, fireman.id(), "own").orFault();
        assertThat(attached.document()).isEqualTo(PolicyTexts.WRITE);
        assertThat(why(city.identity.policies().delete(TESTER, fire.id(), "own")))
                .isEqualTo(new IdentityRefusal.PolicyInUse(1));
        city.identity.policies().delete(TESTER, water.id(), "own").orFault();
        city.identity.policies().detach(TESTER, fireman.id(), "own").orFault();
        city.identity.policies().delete(TESTER, fire.id(), "own").orFault();
    }

    @Test
    void reachIsOwnThenBeneathThenEverything() {
        Principal developer = principal(city.person(water, "dev", Role.DEVELOPER));
        Principal agency = principal(city.person(water, "agency", Role.ADMINISTRATOR));
        Principal above = principal(city.person(province, "above", Role.ADMINISTRATOR));
        Principal reader = principal(city.person(province, "reader", Role.AUDITOR));
        Principal operator = principal(city.person(fire, "operator", Role.OPERATOR));
        assertThat(covered(developer)).containsExactly("water");
        assertThat(covered(agency)).containsExactly("water");
        assertThat(covered(above)).containsExactly("province", "water", "fire");
        assertThat(covered(reader)).containsExactly("province");
        assertThat(covered(operator)).containsExactly("province", "water", "fire");
    }

    @Test
    void anAllowEverythingPolicyOfOnesOwnReachesNoFurther() {
        Account li = city.person(water, "li");
        String everything = PolicyTexts.READ.replace("s3:GetObject", "*").replace("arn:aws:s3:::*", "*");
        city.identity
                .policies()
                .create(TESTER, water.id(), "everything", everything)
                .orFault();
        city.identity.policies().attach(TESTER, li.id(), "everything").orFault();
        assertThat(covered(principal(li))).containsExactly("water");
    }

    private List<String> covered(Principal principal) {
        return List.of(province, water, fire).stream()
                .filter(organisation -> city.identity.reach().covers(principal, organisation.id()))
                .map(Organisation::name)
                .toList();
    }

    private Principal principal(Account account) {
        AccessKey.Fresh key = city.identity
                .accessKeys()
                .create(TESTER, account.id(), "key-" + account.name(), Secret.of("secret"))
                .orFault();
        return city.identity.keyRing().find(key.key().id()).orElseThrow().principal();
    }
}
