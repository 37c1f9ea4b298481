package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.identity.Installation.TESTER;
import static skyhall.platform.identity.OrganisationsTest.why;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.secret.Secret;

class AccessKeysTest {
    private final Installation city = new Installation();
    private final AccessKeys keys = city.identity.accessKeys();
    private final Account robot = city.service(city.organisation("water"), "robot");

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void aKeyByLotLooksLikeOne() {
        AccessKey.Fresh fresh = keys.create(TESTER, robot.id()).orFault();
        assertThat(fresh.key().id()).matches("SKY[A-Z2-7]{17}");
        assertThat(fresh.secret().reveal()).matches("[A-Za-z0-9]{40}");
        assertThat(fresh.toString()).doesNotContain(fresh.secret().reveal());
        assertThat(keys.list(robot.id())).containsExactly(fresh.key());
        assertThat(city.journal.getLast().details())
                .containsEntry("accessKeyId", fresh.key().id())
                .containsEntry("organisation", "water");
    }

    @Test
    void rotationIsASecondThenTheFirstGoes() {
        String first = keys.create(TESTER, robot.id()).orFault().key().id();
        String second = keys.create(TESTER, robot.id()).orFault().key().id();
        assertThat(why(keys.create(TESTER, robot.id()))).isEqualTo(new IdentityRefusal.TooManyKeys(2));
        assertThat(keys.disable(TESTER, first).orFault().disabled()).isTrue();
        assertThat(city.identity.keyRing().find(first)).isEmpty();
        assertThat(city.identity.keyRing().find(second)).isPresent();
        assertThat(keys.enable(TESTER, first).orFault().disabled()).isFalse();
        keys.delete(TESTER, first).orFault();
        assertThat(keys.create(TESTER, robot.id()).orFault().key().id()).isNotEqualTo(second);
        assertThat(why(keys.delete(TESTER, first))).isInstanceOf(IdentityRefusal.NoSuchKey.class);
    }

    @Test
    void aFixedKeyIsTakenAsItIs() {
        keys.create(TESTER, robot.id(), "main", Secret.of("mainsecret0123456789"))
                .orFault();
        KeyRing.ActiveKey active = city.identity.keyRing().find("main").orElseThrow();
        assertThat(active.secret()).isEqualTo("mainsecret0123456789");
        assertThat(active.principal().arn()).isEqualTo("arn:aws:iam::water:user/robot");
        Account other = city.service(city.organisation("fire"), "robot");
        assertThat(why(keys.create(TESTER, other.id(), "main", Secret.of("another"))))
                .isEqualTo(new IdentityRefusal.KeyIdTaken("main"));
        for (String id : List.of("", "ab", "a b c", "a/b", "x".repeat(129))) {
            assertThat(why(keys.create(TESTER, robot.id(), id, Secret.of("abc"))))
                    .isInstanceOf(IdentityRefusal.Malformed.class);
        }
        for (String secret : List.of("", "ab", "a b", "é".repeat(9))) {
            assertThat(why(keys.create(TESTER, robot.id(), "fine", Secret.of(secret))))
                    .isInstanceOf(IdentityRefusal.Malformed.class);
        }
    }

    @Test
    void manyAtOnceNeverMakeAThird() throws Exception {
        for (int round = 0; round < 5; round++) {
            Account account = city.service(city.organisation("round" + round), "robot");
            List<Callable<Outcome<AccessKey.Fresh>>> tries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tries.add(() -> keys.create(TESTER, account.id()));
            }
            int made = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Outcome<AccessKey.Fresh>> outcome : threads.invokeAll(tries)) {
                    made += outcome.get() instanceof Outcome.Done ? 1 : 0;
                }
            }
            assertThat(made).isEqualTo(2);
            assertThat(keys.list(account.id())).hasSize(2);
        }
    }

    @Test
    void theTableItselfRefusesAThird() {
        keys.create(TESTER, robot.id()).orFault();
        keys.create(TESTER, robot.id()).orFault();
        assertThatThrownBy(() -> city.database
                        .sql()
                        .sql("""
                                INSERT INTO platform.access_key (id, principal_id, slot, sealed_secret, created_at)
                                VALUES ('third', :owner, 2, '', now())""")
                        .param("owner", robot.id().value())
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aSecretMovedToAnotherKeyDoesNotOpen() {
        String victim = keys.create(TESTER, robot.id()).orFault().key().id();
        String thief = keys.create(TESTER, robot.id()).orFault().key().id();
        city.database.sql().sql("""
                        UPDATE platform.access_key SET sealed_secret =
                            (SELECT sealed_secret FROM platform.access_key WHERE id = :from) WHERE id = :to""").param("from", victim).param("to", thief).update();
        assertThatThrownBy(() -> city.identity.keyRing().find(thief))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.fault()).isEqualTo(PlatformFault.SECRET_UNREADABLE));
    }

    @Test
    void lastUseIsWrittenInBatchesAndNeverGoesBack() {
        String id = keys.create(TESTER, robot.id()).orFault().key().id();
        assertThat(keys.find(id).orElseThrow().lastUsedAt()).isEmpty();
        var first = city.instant();
        city.identity.keyRing().used(id);
        city.identity.keyRing().used("nobody");
        assertThat(keys.find(id).orElseThrow().lastUsedAt()).isEmpty();
        city.identity.flushLastUsed();
        assertThat(keys.find(id).orElseThrow().lastUsedAt()).contains(first);
        city.pass(java.time.Duration.ofMinutes(-5));
        city.identity.keyRing().used(id);
        city.identity.flushLastUsed();
        assertThat(keys.find(id).orElseThrow().lastUsedAt()).contains(first);
    }

    @Test
    void masterKeyRotationReachesAccessKeys() {
        AccessKey.Fresh fresh = keys.create(TESTER, robot.id()).orFault();
        assertThat(city.secrets.rotate().sealedAgain()).isEqualTo(1);
        assertThat(city.identity.keyRing().find(fresh.key().id()).orElseThrow().secret())
                .isEqualTo(fresh.secret().reveal());
    }
}
