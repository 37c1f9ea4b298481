package skyhall.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;

class OutboxTest {
    private Database database;
    private Outbox outbox;

    @BeforeEach
    void anEmptyOutbox() {
        database = TestDatabase.fresh("platform");
        outbox = new Outbox(database);
    }

    static OutboxEvent event(String key, String payload) {
        return OutboxEvent.of(
                "test.thing",
                key,
                new OrganisationId(7),
                "Happened",
                1,
                payload,
                Instant.parse("2026-11-23T04:05:06Z"));
    }

    @Test
    void anEventIsThereWithItsEffectAndKeepsEveryByteOfItsPayload() {
        OutboxEvent event = event("水/k", "{ \"b\":1,   \"a\":\"水\" }");
        database.transaction(() -> outbox.publish(event));
        assertThat(database.sql()
                        .sql("SELECT * FROM platform.outbox")
                        .query(PublishedRow::read)
                        .list())
                .singleElement()
                .extracting(Published::event)
                .isEqualTo(event);
    }

    @Test
    void anEventVanishesWithItsEffect() {
        assertThatThrownBy(() -> database.transaction(() -> {
                    outbox.publish(event("k", "{}"));
                    throw new IllegalStateException("the effect failed");
                }))
                .hasMessage("the effect failed");
        assertThat(count()).isZero();
    }

    @Test
    void outsideATransactionPublishingIsRefused() {
        assertThatThrownBy(() -> outbox.publish(event("k", "{}"))).isInstanceOf(IllegalStateException.class);
        assertThat(count()).isZero();
    }

    @Test
    void aPayloadThatIsNoJsonTakesTheEffectDownWithIt() {
        assertThatThrownBy(() -> database.transaction(() -> outbox.publish(event("k", "{"))))
                .isInstanceOf(DataAccessException.class);
        assertThat(count()).isZero();
    }

    @Test
    void sleepersAreWokenAfterTheCommitAndNotAfterARollback() {
        AtomicInteger wakes = new AtomicInteger();
        Runnable sleeper = wakes::incrementAndGet;
        outbox.onCommit(sleeper);
        database.transaction(() -> {
            outbox.publish(event("k", "{}"));
            assertThat(wakes).hasValue(0);
        });
        assertThat(wakes).hasValue(1);
        assertThatThrownBy(() -> database.transaction(() -> {
            outbox.publish(event("k", "{}"));
            throw new IllegalStateException();
        }));
        assertThat(wakes).hasValue(1);
        outbox.forget(sleeper);
        outbox.wake();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void theStatementForHotPathsWritesEffectAndEventTogether() {
        database.sql().sql("CREATE TABLE platform.effect (k text PRIMARY KEY)").update();
        int rows = database.sql()
                .sql("""
                        WITH effect AS (INSERT INTO platform.effect VALUES (:k) ON CONFLICT DO NOTHING RETURNING k)
                        INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
                        SELECT 'test.thing', k, :organisation, 'Happened', 1, CAST(:payload AS json), now()
                        FROM effect""")
                .param("k", "key")
                .param("organisation", 7L)
                .param("payload", "{\"a\":1}")
                .update();
        assertThat(rows).isOne();
        assertThat(count()).isOne();
    }

    @Test
    void aMalformedEventCannotBeMade() {
        Instant now = Instant.EPOCH;
        OrganisationId one = new OrganisationId(1);
        assertThatThrownBy(() -> OutboxEvent.of("Topic", "k", one, "T", 1, "{}", now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutboxEvent.of("test.thing", "k".repeat(2001), one, "T", 1, "{}", now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutboxEvent.of("test.thing", "k", one, "T", 0, "{}", now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(OutboxEvent.of("test.thing", "k", one, "T", 1, "{}", Instant.ofEpochSecond(1, 1_999))
                        .occurredAt())
                .isEqualTo(Instant.ofEpochSecond(1, 1_000));
    }

    private long count() {
        return database.sql()
                .sql("SELECT count(*) FROM platform.outbox")
                .query(Long.class)
                .single();
    }
}
