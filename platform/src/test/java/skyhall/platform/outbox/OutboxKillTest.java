package skyhall.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditActor;
import skyhall.platform.audit.AuditChainer;
import skyhall.platform.audit.AuditFinding;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditOutcome;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.audit.AuditVerifier;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;

/// Kills the process that consumes and chains at random moments, while another publishes.
@Tag("slow")
class OutboxKillTest {
    private static final int KILLS = 4;
    private static final OrganisationId CITY = new OrganisationId(7);

    private final Database database = TestDatabase.fresh("platform");
    private final Outbox outbox = new Outbox(database);
    private final Audit audit = new Audit(database);
    private int published;

    @Test
    void everyEventIsTakenOnceAndEveryRecordIsChainedAfterKillNine(@TempDir Path folder) throws Exception {
        database.sql()
                .sql("CREATE TABLE platform.taken (n bigserial, id bigint PRIMARY KEY, key text, payload text)")
                .update();
        Path heads = folder.resolve("audit-heads");
        Random random = new Random(42);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(heads);
            int before = taken("k0").size();
            try {
                Await.until(() -> {
                    publish();
                    return taken("k0").size() > before + random.nextInt(20);
                });
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (OutboxRelay relay = OutboxProcess.relay(database);
                AuditChainer chainer = OutboxProcess.chainer(database, heads)) {
            relay.start();
            chainer.start();
            // The dead process's lease on the chain would run for 15 s.
            Await.until(() -> taken("k0").size() + taken("k1").size() == published);
            database.sql()
                    .sql("UPDATE platform.lease SET expires_at = '-infinity' WHERE name = 'audit/chainer'")
                    .update();
            Await.until(() -> verify(heads).equals(List.of(new AuditFinding.Whole(CITY, published, 0))));
        }
        for (int key = 0; key < 2; key++) {
            List<Integer> numbers = taken("k" + key);
            assertThat(numbers)
                    .isEqualTo(IntStream.range(0, published)
                            .filter(keyOf(key))
                            .boxed()
                            .toList());
        }
    }

    private static java.util.function.IntPredicate keyOf(int key) {
        return number -> number % 2 == key;
    }

    private void publish() {
        int number = published++;
        database.transaction(() -> {
            outbox.publish(OutboxTest.event("k" + number % 2, Integer.toString(number)));
            audit.record(new AuditRecord(
                    CITY,
                    Instant.EPOCH,
                    new AuditActor.Machine("test"),
                    "test:Publish",
                    "k" + number,
                    AuditOutcome.DONE,
                    null,
                    null,
                    "{}"));
        });
    }

    private List<Integer> taken(String key) {
        return database.sql()
                .sql("SELECT payload::int FROM platform.taken WHERE key = ? ORDER BY n")
                .param(key)
                .query(Integer.class)
                .list();
    }

    private List<AuditFinding> verify(Path heads) {
        return new AuditVerifier(database, List.of(new AuditHeadsFile(heads))).verify();
    }

    private Process start(Path heads) throws IOException, SQLException {
        HikariDataSource pool = database.dataSource().unwrap(HikariDataSource.class);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxProcess.class.getName(),
                        pool.getJdbcUrl(),
                        pool.getUsername(),
                        Objects.requireNonNullElse(pool.getPassword(), ""),
                        heads.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
