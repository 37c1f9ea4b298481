package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.identity.Installation.TESTER;
import static skyhall.platform.identity.OrganisationsTest.why;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.secret.Secret;

class ApiTokensTest {
    private final Installation city = new Installation();
    private final ApiTokens tokens = city.identity.apiTokens();
    private final Organisation water = city.organisation("water");
    private final Account robot = city.service(water, "robot");

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void aTokenSaysWhoseItIsUntilItExpires() {
        ApiToken.Fresh fresh = fresh();
        assertThat(fresh.text().reveal()).matches("sky_[A-Za-z0-9]{43}");
        ApiToken.Verified verified = tokens.verify(fresh.text()).orElseThrow();
        assertThat(verified.principal().id()).isEqualTo(robot.id());
        assertThat(verified.scopes()).containsExactlyInAnyOrder("s3:read", "iam:*");
        city.pass(Duration.ofDays(30).minusMillis(1));
        assertThat(tokens.verify(fresh.text())).isPresent();
        city.pass(Duration.ofMillis(1));
        assertThat(tokens.verify(fresh.text())).isEmpty();
        assertThat(tokens.list(robot.id(), 0, 10))
                .extracting(ApiToken::id)
                .containsExactly(fresh.token().id());
    }

    @Test
    void revokedDisabledAndInventedOnesAreNobodys() {
        ApiToken.Fresh fresh = fresh();
        String text = fresh.text().reveal();
        assertThat(tokens.verify(Secret.of(text + "x"))).isEmpty();
        assertThat(tokens.verify(Secret.of(""))).isEmpty();
        city.identity.organisations().disable(TESTER, water.id()).orFault();
        assertThat(tokens.verify(fresh.text())).isEmpty();
        city.identity.organisations().enable(TESTER, water.id()).orFault();
        assertThat(tokens.verify(fresh.text())).isPresent();
        tokens.revoke(TESTER, fresh.token().id()).orFault();
        assertThat(tokens.verify(fresh.text())).isEmpty();
        assertThat(why(tokens.revoke(TESTER, fresh.token().id()))).isInstanceOf(IdentityRefusal.NoSuchToken.class);
    }

    @Test
    void onlyServiceAccountsHaveThemAndNotForEver() {
        Account li = city.person(water, "li");
        Duration day = Duration.ofDays(1);
        assertThat(why(tokens.create(TESTER, li.id(), "t", Set.of(), day)))
                .isEqualTo(new IdentityRefusal.NotAServiceAccount());
        assertThat(why(tokens.create(TESTER, new PrincipalId(99), "t", Set.of(), day)))
                .isEqualTo(new IdentityRefusal.NoSuchAccount());
        for (Duration life : new Duration[] {Duration.ZERO, day.negated(), Duration.ofDays(401)}) {
            assertThat(why(tokens.create(TESTER, robot.id(), "t", Set.of(), life)))
                    .isInstanceOf(IdentityRefusal.Malformed.class);
        }
        assertThat(why(tokens.create(TESTER, robot.id(), "t", Set.of("S3 read"), day)))
                .isInstanceOf(IdentityRefusal.Malformed.class);
    }

    @Test
    void lastUseIsWrittenDown() {
        ApiToken.Fresh fresh = fresh();
        tokens.verify(fresh.text());
        city.identity.flushLastUsed();
        assertThat(tokens.find(fresh.token().id()).orElseThrow().lastUsedAt()).contains(city.instant());
    }

    private ApiToken.Fresh fresh() {
        return tokens.create(TESTER, robot.id(), "nightly", Set.of("s3:read", "iam:*"), Duration.ofDays(30))
                .orFault();
    }
}
