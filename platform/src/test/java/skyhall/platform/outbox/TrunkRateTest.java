package skyhall.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditActor;
import skyhall.platform.audit.AuditChainer;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditOutcome;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.audit.AuditVerifier;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.lease.Leases;

/// Figures, reported with the test's result, and floors that only a mistake of kind would break.
@Tag("slow")
class TrunkRateTest {
    private static final int MANY = 20_000;

    private Database database;

    @BeforeEach
    void emptyTables() {
        database = TestDatabase.fresh("platform");
        database.sql()
                .sql("CREATE TABLE platform.effect (n bigserial PRIMARY KEY, filler text)")
                .update();
    }

    private static double perSecond(int count, Runnable work) {
        long began = System.nanoTime();
        work.run();
        return count / ((System.nanoTime() - began) / 1e9);
    }

    @Test
    void publishingCostsLittleBesideItsTransaction(TestReporter reporter) {
        Outbox outbox = new Outbox(database);
        Runnable bare = () -> effect(false, outbox);
        Runnable published = () -> effect(true, outbox);
        for (int i = 0; i < 300; i++) {
            bare.run();
            published.run();
        }
        double without = perSecond(1000, () -> IntStream.range(0, 1000).forEach(_ -> bare.run()));
        double with = perSecond(1000, () -> IntStream.range(0, 1000).forEach(_ -> published.run()));
        double inOne = perSecond(1000, () -> IntStream.range(0, 1000).forEach(_ -> oneStatement()));
        reporter.publishEntry("microseconds a publish adds", Long.toString(Math.round(1e6 / with - 1e6 / without)));
        reporter.publishEntry("microseconds the effect takes", Long.toString(Math.round(1e6 / without)));
        reporter.publishEntry("microseconds one statement for both takes", Long.toString(Math.round(1e6 / inOne)));
        assertThat(with).isGreaterThan(100);
    }

    private void effect(boolean publishes, Outbox outbox) {
        database.transaction(() -> {
            database.sql()
                    .sql("INSERT INTO platform.effect (filler) VALUES ('x')")
                    .update();
            if (publishes) {
                outbox.publish(OutboxTest.event("bucket/some/key", "{\"bytes\":4096,\"etag\":\"00\"}"));
            }
        });
    }

    private void oneStatement() {
        database.transaction(() -> database.sql()
                .sql("""
                        WITH effect AS (INSERT INTO platform.effect (filler) VALUES ('x') RETURNING n)
                        INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
                        SELECT 'test.thing', 'bucket/some/key', 7, 'Happened', 1, CAST(? AS json), now() FROM effect""")
                .param("{\"bytes\":4096,\"etag\":\"00\"}")
                .update());
    }

    @Test
    void aSubscriberTakesThousandsASecond(TestReporter reporter) {
        database.sql().sql("""
                        INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
                        SELECT 'test.thing', 'k' || n, 7, 'Happened', 1, '{"bytes":4096}', now()
                        FROM generate_series(1, ?) n""").param(MANY).update();
        AtomicLong taken = new AtomicLong();
        try (OutboxRelay relay = new OutboxRelay(
                database,
                new Outbox(database),
                new Leases(database, "test"),
                InstantSource.system(),
                new OutboxLimits(
                        500,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(15),
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)))) {
            relay.subscribe(new Subscriber(
                    "counter", Set.of(), Subscriber.Start.OLDEST, events -> taken.addAndGet(events.size())));
            double rate = perSecond(MANY, () -> {
                relay.start();
                Await.until(() -> taken.get() == MANY);
            });
            reporter.publishEntry("events a second", Long.toString(Math.round(rate)));
            assertThat(rate).isGreaterThan(1000);
        }
    }

    @Test
    void theChainerAndTheVerifierKeepUp(TestReporter reporter, @TempDir Path folder) {
        Audit audit = new Audit(database);
        AuditRecord record = new AuditRecord(
                new OrganisationId(7),
                Instant.EPOCH,
                new AuditActor.Machine("test"),
                "test:Do",
                "arn:aws:s3:::bucket/key",
                AuditOutcome.DONE,
                "request",
                "192.0.2.1",
                "{\"bytes\":4096}");
        for (int i = 0; i < MANY / 1000; i++) {
            database.transaction(() -> audit.recordAll(java.util.Collections.nCopies(1000, record)));
        }
        AuditHeadsFile heads = new AuditHeadsFile(folder.resolve("audit-heads"));
        double rate;
        try (AuditChainer chainer = new AuditChainer(
                database,
                new Leases(database, "test"),
                InstantSource.system(),
                heads,
                Duration.ofMillis(100),
                Duration.ofMinutes(1))) {
            rate = perSecond(MANY, () -> {
                chainer.start();
                Await.until(() -> database.sql()
                                .sql("SELECT cursor_id FROM platform.audit_chainer")
                                .query(Long.class)
                                .single()
                        == MANY);
            });
        }
        double verified = perSecond(MANY, () -> new AuditVerifier(database, List.of(heads)).verify());
        reporter.publishEntry("records chained a second", Long.toString(Math.round(rate)));
        reporter.publishEntry("records verified a second", Long.toString(Math.round(verified)));
        assertThat(rate).isGreaterThan(1000);
    }
}
