package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.identity.Installation.TESTER;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OwnerDirectory.Owner;
import skyhall.platform.secret.Secret;

class BootstrapTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private final Installation city = new Installation();
    private final Bootstrap bootstrap = city.identity.bootstrap();

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void theConformanceFileGivesEveryUserOfTheRunAndASecondTimeChangesNothing() {
        Path file = EXAMPLES.resolve("bootstrap-conformance.json");
        assertThat(bootstrap.apply(file).lines()).hasSize(18);
        int written = city.journal.size();
        assertThat(bootstrap.apply(file).lines()).isEmpty();
        assertThat(city.journal).hasSize(written);
        Map<String, List<String>> users = Map.of(
                "main", List.of("main", "testid", "M. Tester", "tester@example.com"),
                "alt", List.of("alt", "altid", "john.doe", "john.doe@example.com"),
                "tenant", List.of("testx", "testx$tenantid", "testx$tenanteduser", "tenanteduser@example.com"),
                "iam", List.of("iam", "iamid", "iamuser", "s3@example.com"),
                "root", List.of("root", "RGW11111111111111111", "root", "account1@example.com"),
                "altroot", List.of("altroot", "RGW22222222222222222", "altroot", "account2@example.com"));
        users.forEach((key, facts) -> {
            KeyRing.ActiveKey active = city.identity.keyRing().find(key).orElseThrow();
            assertThat(active.secret()).isEqualTo(key + "secret0123456789");
            Principal principal = active.principal();
            assertThat(List.of(principal.organisationName(), principal.ownerId(), principal.displayName()))
                    .isEqualTo(facts.subList(0, 3));
            assertThat(principal.policies()).hasSize(1);
            assertThat(city.identity.owners().byEmail(facts.get(3))).contains(new Owner(facts.get(1), facts.get(2)));
        });
    }

    @Test
    void theSmallExampleAppliesTwiceToo() {
        Path file = EXAMPLES.resolve("bootstrap.json");
        assertThat(bootstrap.apply(file).lines()).contains("created organisation water-board", "created person li.wei");
        assertThat(bootstrap.apply(file).lines()).isEmpty();
        Account robot = city.identity
                .accounts()
                .find(
                        city.identity
                                .organisations()
                                .find("water-board")
                                .orElseThrow()
                                .id(),
                        "report-robot")
                .orElseThrow();
        assertThat(robot.policies()).containsExactly("read-public-reports");
        assertThat(city.identity.signInDesk().signIn("li.wei", "change me on the first day", "::1"))
                .isInstanceOf(SignInDesk.SignInOutcome.SignedIn.class);
    }

    @Test
    void onlyWhatDiffersIsChanged() {
        bootstrap.apply(file("one", "One", "\"developer\"", "key-one", "secret-one"));
        assertThat(bootstrap
                        .apply(file("one", "Two", "\"developer\"", "key-one", "secret-one"))
                        .lines())
                .containsExactly("described person one");
        assertThat(bootstrap
                        .apply(file("one", "Two", "\"auditor\"", "key-one", "secret-one"))
                        .lines())
                .containsExactly("set roles of person one");
        assertThat(bootstrap
                        .apply(file("one", "Two", "\"auditor\"", "key-one", "secret-two"))
                        .lines())
                .containsExactly("set the secret of access key key-one");
        assertThat(city.identity.keyRing().find("key-one").orElseThrow().secret())
                .isEqualTo("secret-two");
    }

    @Test
    void aPasswordThatWasChangedStaysChanged() {
        String file = """
                {"organisations":[{"name":"water","people":[{"name":"li","initialPassword":"a first long password"}]}]}""";
        bootstrap.apply(file);
        Account li = city.identity.accounts().person("li").orElseThrow();
        city.identity
                .accounts()
                .setPassword(TESTER, li.id(), Secret.of("seven blue herons"))
                .orFault();
        assertThat(bootstrap.apply(file).lines()).isEmpty();
        assertThat(city.identity.signInDesk().signIn("li", "seven blue herons", "::1"))
                .isInstanceOf(SignInDesk.SignInOutcome.SignedIn.class);
    }

    @Test
    void whatIsNotInTheFormIsRefusedWithItsPlace() {
        Map<String, String> bad = Map.ofEntries(
                Map.entry("", "The whole text must be an object"),
                Map.entry("{", "not JSON"),
                Map.entry("[]", "The whole text must be an object"),
                Map.entry("{\"organizations\":[]}", "organizations is not known"),
                Map.entry("{\"organisations\":{}}", "organisations must be a list"),
                Map.entry("{\"organisations\":[{}]}", "organisations[0].name is missing"),
                Map.entry("{\"organisations\":[{\"name\":1}]}", "organisations[0].name must be a text"),
                Map.entry("{\"organisations\":[{\"name\":\"ab\",\"name\":\"cd\"}]}", "names a field twice"),
                Map.entry("{\"organisations\":[]} x", "not JSON"),
                Map.entry(
                        "{\"organisations\":[{\"name\":\"ab\",\"people\":[{\"name\":\"x\",\"pasword\":\"y\"}]}]}",
                        "organisations[0].people[0].pasword is not known"),
                Map.entry(
                        "{\"organisations\":[{\"name\":\"ab\",\"serviceAccounts\":[{\"name\":\"x\",\"initialPassword\":\"y\"}]}]}",
                        "organisations[0].serviceAccounts[0].initialPassword is not known"),
                Map.entry(
                        "{\"organisations\":[{\"name\":\"ab\",\"people\":[{\"name\":\"x\",\"roles\":[\"king\"]}]}]}",
                        "organisations[0].people[0].roles must hold only"));
        bad.forEach((text, reason) -> assertThatThrownBy(() -> bootstrap.apply(text))
                .as(text)
                .isInstanceOfSatisfying(FaultException.class, e -> {
                    assertThat(e.fault()).isEqualTo(PlatformFault.BOOTSTRAP_MALFORMED);
                    assertThat(e.detail()).contains(reason);
                }));
    }

    @Test
    void whatCannotBeIsRefusedWhole() {
        bootstrap.apply(file("one", "One", "", "key-one", "secret-one"));
        for (String text : List.of(
                file("two", "Two", "", "key-one", "secret-one"),
                file("one", "One", "", "k", "secret-one"),
                file("one", "One", "", "key-two", "s").replace("\"people\"", "\"timeZone\":\"Mars\",\"people\""),
                file("one", "One", "", "key-one", "secret-one").replace("water", "fire"),
                "{\"organisations\":[{\"name\":\"fire\"},{\"name\":\"air\",\"parent\":\"earth\"}]}",
                "{\"organisations\":[{\"name\":\"fire\",\"policies\":[{\"name\":\"p\",\"document\":{}}]}]}")) {
            assertThatThrownBy(() -> bootstrap.apply(text)).as(text).isInstanceOfSatisfying(FaultException.class, e -> {
                assertThat(e.fault()).isEqualTo(PlatformFault.BOOTSTRAP_REFUSED);
                assertThat(e.toString()).doesNotContain("secret-one");
            });
        }
        assertThat(city.identity.organisations().list(0, 10)).hasSize(1);
        assertThat(city.identity.accounts().person("two")).isEmpty();
    }

    private static String file(String person, String displayName, String roles, String key, String secret) {
        return """
                {"organisations":[{"name":"water","people":[{"name":"%s","displayName":"%s","roles":[%s],
                 "accessKeys":[{"id":"%s","secret":"%s"}]}]}]}""".formatted(person, displayName, roles, key, secret);
    }
}
