package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.identity.Installation.TESTER;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.secret.Secret;

class CachedKeyRingTest {
    private final Installation city = new Installation(Map.of("identity.key-wait", "200ms"));
    private final Organisation province = city.organisation("province");
    private final Organisation water = city.organisation("water", Optional.of(province.id()));
    private final Account robot = city.service(water, "robot", Role.DEVELOPER);
    private final AtomicLong nanos = new AtomicLong();
    private final Frail frail = new Frail(city.database);
    private final KeyRing ring = ring();

    CachedKeyRingTest() {
        city.identity
                .accessKeys()
                .create(TESTER, robot.id(), "main", Secret.of("secret"))
                .orFault();
    }

    @AfterEach
    void close() {
        frail.mode = Mode.WELL;
        frail.released.countDown();
        city.close();
    }

    @Test
    void withinTheCacheTimeTheDatabaseIsAskedOnce() {
        for (int i = 0; i < 1000; i++) {
            assertThat(ring.find("main")).isPresent();
            assertThat(ring.find("unknown")).isEmpty();
        }
        assertThat(frail.connections.get()).isEqualTo(2);
        pass("1s");
        assertThat(ring.find("main")).isPresent();
        assertThat(frail.connections.get()).isEqualTo(3);
    }

    @Test
    void whateverIsDisabledEndsWithinTheCacheTime() {
        assertThat(ring.find("main")).isPresent();
        check(
                () -> city.identity.accessKeys().disable(TESTER, "main").orFault(),
                () -> city.identity.accessKeys().enable(TESTER, "main").orFault());
        check(
                () -> city.identity.accounts().disable(TESTER, robot.id()).orFault(),
                () -> city.identity.accounts().enable(TESTER, robot.id()).orFault());
        for (Organisation organisation : new Organisation[] {water, province}) {
            check(
                    () -> city.identity
                            .organisations()
                            .disable(TESTER, organisation.id())
                            .orFault(),
                    () -> city.identity
                            .organisations()
                            .enable(TESTER, organisation.id())
                            .orFault());
        }
    }

    @Test
    void rolesGroupsAndOwnPoliciesBecomeThePrincipalsPolicies() {
        assertThat(policies()).isEqualTo(1);
        city.identity
                .policies()
                .create(TESTER, water.id(), "read", PolicyTexts.READ)
                .orFault();
        city.identity
                .policies()
                .create(TESTER, water.id(), "write", PolicyTexts.WRITE)
                .orFault();
        city.identity.policies().attach(TESTER, robot.id(), "read").orFault();
        assertThat(policies()).isEqualTo(2);
        Group group = city.identity.groups().create(TESTER, water.id(), "pumps").orFault();
        city.identity.groups().attach(TESTER, group.id(), "read").orFault();
        city.identity.groups().attach(TESTER, group.id(), "write").orFault();
        city.identity.groups().add(TESTER, group.id(), robot.id()).orFault();
        assertThat(policies()).as("the same policy twice is one").isEqualTo(3);
        city.identity.groups().delete(TESTER, group.id()).orFault();
        assertThat(policies()).isEqualTo(2);
    }

    @Test
    void aKnownKeyWorksWhileTheDatabaseIsGoneButNotForEver() {
        assertThat(ring.find("main")).isPresent();
        assertThat(ring.find("unknown")).isEmpty();
        frail.mode = Mode.GONE;
        pass("30s");
        assertThat(ring.find("main")).isPresent();
        int asked = frail.connections.get();
        for (int i = 0; i < 100; i++) {
            assertThat(ring.find("main")).isPresent();
        }
        assertThat(frail.connections.get())
                .as("a failure is not repeated at once")
                .isEqualTo(asked);
        assertGone("unknown");
        pass("31s");
        assertGone("main");
        frail.mode = Mode.WELL;
        assertThat(ring.find("main")).isPresent();
    }

    @Test
    void aDatabaseThatHangsHoldsAKnownKeyNoLongerThanTheWait() {
        assertThat(ring.find("main")).isPresent();
        frail.mode = Mode.HANGS;
        pass("2s");
        long before = System.nanoTime();
        assertThat(ring.find("main")).isPresent();
        pass("1s");
        for (int i = 0; i < 100; i++) {
            assertThat(ring.find("main"))
                    .as("the question is on its way already")
                    .isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        frail.mode = Mode.WELL;
        frail.released.countDown();
        pass("2s");
        assertThat(ring.find("main")).isPresent();
    }

    @Test
    void aMovedAccountIsSeenInItsNewOrganisation() {
        Organisation fire = city.organisation("fire");
        city.identity.accounts().move(TESTER, robot.id(), fire.id()).orFault();
        Principal principal = ring.find("main").orElseThrow().principal();
        assertThat(principal.organisation()).isEqualTo(fire.id());
        assertThat(principal.arn()).isEqualTo("arn:aws:iam::fire:user/robot");
        assertThat(principal.displayName()).isEqualTo("Display of robot");
    }

    private void check(Runnable disable, Runnable enable) {
        disable.run();
        pass("1s");
        assertThat(ring.find("main")).isEmpty();
        enable.run();
        pass("1s");
        assertThat(ring.find("main")).isPresent();
    }

    private int policies() {
        pass("1s");
        return ring.find("main").orElseThrow().principal().policies().size();
    }

    private void assertGone(String id) {
        assertThatThrownBy(() -> ring.find(id)).isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault())
                .isEqualTo(PlatformFault.DATABASE_GONE));
    }

    private void pass(String time) {
        nanos.addAndGet(Duration.parse("PT" + time).toNanos());
    }

    private KeyRing ring() {
        Changes changes = new Changes(Database.over(frail), city, (_, _, _, _) -> {});
        LastUsed lastUsed = new LastUsed(city.database);
        return new CachedKeyRing(
                changes, city.secrets, new Principals(changes), lastUsed, city, nanos::get, city.settings);
    }

    private enum Mode {
        WELL,
        GONE,
        HANGS
    }

    /// A way to the database that can be cut or blocked.
    private static final class Frail extends DelegatingDataSource {
        private final AtomicInteger connections = new AtomicInteger();
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile Mode mode = Mode.WELL;

        Frail(Database database) {
            super(database.dataSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return switch (mode) {
                case WELL -> super.getConnection();
                case GONE -> throw new SQLException("connection refused", "08001");
                case HANGS -> {
                    awaitRelease();
                    yield super.getConnection();
                }
            };
        }

        private void awaitRelease() throws SQLException {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new SQLException("interrupted", e);
            }
        }
    }
}
