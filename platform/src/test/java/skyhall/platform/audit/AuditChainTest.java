package skyhall.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import skyhall.platform.audit.AuditFinding.Break;
import skyhall.platform.audit.AuditFinding.Broken;
import skyhall.platform.audit.AuditFinding.Whole;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;
import skyhall.platform.lease.Leases;
import skyhall.platform.outbox.Await;
import tools.jackson.databind.json.JsonMapper;

/// A chain, and a database administrator who wants history to be otherwise.
class AuditChainTest {
    private static final OrganisationId CITY = new OrganisationId(7);
    private static final OrganisationId PORT = new OrganisationId(8);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private Path folder;

    private Database database;
    private Audit audit;
    private AuditHeadsFile heads;

    @BeforeEach
    void tenRecordsOfTheCityAndThreeOfThePort(@TempDir Path temporary) {
        folder = temporary;
        database = TestDatabase.fresh("platform");
        audit = new Audit(database);
        heads = new AuditHeadsFile(folder.resolve("audit-heads"));
        record(CITY, 10);
        record(PORT, 3);
        chainEverything();
    }

    private void record(OrganisationId organisation, int count) {
        database.transaction(() -> audit.recordAll(IntStream.rangeClosed(1, count)
                .mapToObj(number -> record(organisation, "thing/" + number))
                .toList()));
    }

    private static AuditRecord record(OrganisationId organisation, String subject) {
        return new AuditRecord(
                organisation,
                NOON,
                new AuditActor.Known(new PrincipalId(3), "arn:aws:iam::city:user/wang"),
                "test:ChangeThing",
                subject,
                AuditOutcome.DONE,
                "req-1",
                null,
                "{ \"水\":  1 }");
    }

    private void chainEverything() {
        long newest = database.sql()
                .sql("SELECT coalesce(max(id), 0) FROM platform.audit_record")
                .query(Long.class)
                .single();
        try (AuditChainer chainer = new AuditChainer(
                database,
                new Leases(database, "test"),
                InstantSource.system(),
                heads,
                Duration.ofMillis(20),
                Duration.ofMillis(1))) {
            chainer.start();
            Await.until(() -> database.sql()
                            .sql("SELECT cursor_id FROM platform.audit_chainer")
                            .query(Long.class)
                            .single()
                    >= newest);
        }
    }

    private List<AuditFinding> verify() {
        return new AuditVerifier(database, List.of(heads)).verify();
    }

    private Broken cityIsBroken() {
        List<AuditFinding> findings = verify();
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1)).as("the port's chain is its own").isEqualTo(new Whole(PORT, 3, 0));
        assertThat(findings.getFirst()).isInstanceOf(Broken.class);
        return (Broken) findings.getFirst();
    }

    /// What an administrator does who owns the tables.
    private void asAdministrator(String... statements) {
        for (String table : List.of("audit_record", "audit_chain")) {
            database.sql()
                    .sql("ALTER TABLE platform." + table + " DISABLE TRIGGER ALL")
                    .update();
        }
        database.sql()
                .sql("GRANT UPDATE, DELETE ON platform.audit_record, platform.audit_chain TO CURRENT_USER")
                .update();
        for (String statement : statements) {
            database.sql().sql(statement).update();
        }
    }

    @Test
    void anUntouchedHistoryIsWhole() {
        assertThat(verify()).containsExactly(new Whole(CITY, 10, 0), new Whole(PORT, 3, 0));
        record(CITY, 2);
        assertThat(verify()).containsExactly(new Whole(CITY, 10, 2), new Whole(PORT, 3, 0));
        chainEverything();
        assertThat(verify()).containsExactly(new Whole(CITY, 12, 0), new Whole(PORT, 3, 0));
    }

    @Test
    void recordsCannotBeChangedOrDeletedInTheOrdinaryWay() {
        for (String statement : List.of(
                "UPDATE platform.audit_record SET action = 'x'",
                "DELETE FROM platform.audit_record",
                "TRUNCATE platform.audit_record",
                "UPDATE platform.audit_chain SET sequence = 5",
                "DELETE FROM platform.audit_chain")) {
            assertThatThrownBy(() -> database.sql().sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    // By the trigger, or before it: the role that the server works as has no such right.
                    .rootCause()
                    .hasMessageMatching("(?s).*(never changed or deleted|permission denied).*");
        }
    }

    @Test
    void anEditOfAnyColumnIsFound() {
        for (String change : List.of(
                "organisation = 9",
                "occurred_at = occurred_at + interval '1 microsecond'",
                "actor_kind = 'system'",
                "actor_id = 4",
                "actor_name = 'arn:aws:iam::city:user/li'",
                "action = 'test:ChangeThings'",
                "action = 'no action at all'",
                "subject = 'thing/44'",
                "outcome = 'refused'",
                "request_id = NULL",
                "remote_address = ''",
                "details = '{ \"水\": 1 }'")) {
            anEditIsFound(change);
        }
    }

    private void anEditIsFound(String change) {
        String column = change.substring(0, change.indexOf(' '));
        asAdministrator(
                "CREATE TABLE platform.kept AS SELECT * FROM platform.audit_record WHERE id = 4",
                "UPDATE platform.audit_record SET " + change + " WHERE id = 4");
        List<AuditFinding> findings = verify();
        assertThat(findings.getFirst()).as(change).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.kind()).isEqualTo(Break.EDITED);
            assertThat(broken.sequence()).isEqualTo(4);
            assertThat(broken.recordId()).isEqualTo(4);
        });
        asAdministrator(
                "UPDATE platform.audit_record SET %s = (SELECT %s FROM platform.kept) WHERE id = 4"
                        .formatted(column, column),
                "DROP TABLE platform.kept");
        assertThat(verify()).as("put back").containsExactly(new Whole(CITY, 10, 0), new Whole(PORT, 3, 0));
    }

    @Test
    void aDeletedRecordIsFoundWithAndWithoutItsEntry() {
        asAdministrator("DELETE FROM platform.audit_record WHERE id = 6");
        assertThat(cityIsBroken())
                .returns(Break.DELETED, Broken::kind)
                .returns(6L, Broken::sequence)
                .returns(6L, Broken::recordId);
        asAdministrator("DELETE FROM platform.audit_chain WHERE record_id = 6");
        assertThat(cityIsBroken()).returns(Break.DELETED, Broken::kind).returns(6L, Broken::sequence);
    }

    @Test
    void aRecordSlippedInIsFound() {
        asAdministrator(
                "DELETE FROM platform.audit_chain WHERE record_id = 13",
                "DELETE FROM platform.audit_record WHERE id = 13",
                """
                INSERT INTO platform.audit_record (id, organisation, occurred_at, actor_kind, actor_name, action,
                                                   subject, outcome, details)
                VALUES (13, 7, now(), 'system', 'm', 'test:Forge', 's', 'done', '{}')""");
        List<AuditFinding> findings = verify();
        assertThat(findings.getFirst()).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.kind()).isEqualTo(Break.INSERTED);
            assertThat(broken.recordId()).isEqualTo(13);
        });
        assertThat(findings.get(1)).isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.kind())
                .isEqualTo(Break.TRUNCATED));
    }

    @Test
    void recordsThatChangedPlacesAreFound() {
        asAdministrator(
                "UPDATE platform.audit_record SET id = 1000 WHERE id = 2",
                "UPDATE platform.audit_record SET id = 2 WHERE id = 3",
                "UPDATE platform.audit_record SET id = 3 WHERE id = 1000");
        assertThat(cityIsBroken()).returns(Break.EDITED, Broken::kind).returns(2L, Broken::sequence);
    }

    @Test
    void entriesThatChangedPlacesAreFound() {
        asAdministrator(
                "UPDATE platform.audit_chain SET sequence = 1000 WHERE record_id = 2",
                "UPDATE platform.audit_chain SET sequence = 2 WHERE record_id = 3",
                "UPDATE platform.audit_chain SET sequence = 3 WHERE record_id = 2");
        assertThat(cityIsBroken().sequence()).isEqualTo(2);
    }

    @Test
    void aTailThatWasCutOffWithItsEntriesAndItsHeadIsFoundByTheFile() {
        asAdministrator(
                "DELETE FROM platform.audit_record WHERE id IN (9, 10)",
                "DELETE FROM platform.audit_chain WHERE record_id IN (9, 10)",
                """
                UPDATE platform.audit_head SET sequence = 8, hash =
                (SELECT hash FROM platform.audit_chain WHERE organisation = 7 AND sequence = 8) WHERE organisation = 7""");
        assertThat(cityIsBroken()).returns(Break.TRUNCATED, Broken::kind).returns(9L, Broken::sequence);
        assertThat(new AuditVerifier(database, List.of()).verify().getFirst())
                .as("without the file nothing shows it")
                .isEqualTo(new Whole(CITY, 8, 0));
    }

    @Test
    void anOrganisationThatWasWipedOutIsFoundByTheFile() {
        asAdministrator(
                "DELETE FROM platform.audit_record WHERE organisation = 7",
                "DELETE FROM platform.audit_chain WHERE organisation = 7",
                "DELETE FROM platform.audit_head WHERE organisation = 7");
        assertThat(cityIsBroken()).returns(Break.TRUNCATED, Broken::kind).returns(1L, Broken::sequence);
    }

    @Test
    void aChainThatWasMadeAnewAfterAnEditIsFoundByTheFile() {
        record(CITY, 1);
        chainEverything();
        asAdministrator(
                "UPDATE platform.audit_record SET subject = 'forged' WHERE id = 4",
                "DELETE FROM platform.audit_chain",
                "DELETE FROM platform.audit_head",
                "UPDATE platform.audit_chainer SET cursor_id = 0");
        AuditHeadsFile mine = heads;
        heads = new AuditHeadsFile(folder.resolve("the-forgers-heads"));
        chainEverything();
        assertThat(verify())
                .as("the forger's own chain")
                .containsExactly(new Whole(CITY, 11, 0), new Whole(PORT, 3, 0));
        heads = mine;
        assertThat(cityIsBroken()).returns(Break.REWRITTEN, Broken::kind).returns(10L, Broken::sequence);
    }

    @Test
    void aFileOfHeadsWithAHalfLineIsReadAndContinued() throws IOException {
        Files.writeString(folder.resolve("audit-heads"), "2026-11-23T12:00:00Z 7 11 00ab", StandardOpenOption.APPEND);
        record(CITY, 1);
        chainEverything();
        assertThat(verify()).containsExactly(new Whole(CITY, 11, 0), new Whole(PORT, 3, 0));
        assertThat(heads.heads()).last().returns(11L, AuditHead::sequence);
    }

    @Test
    void readingGoesByPagesAndFilters() {
        AuditLog log = new AuditLog(database);
        List<AuditLog.Chained> first = log.page(AuditQuestion.all(CITY), Long.MAX_VALUE, 4);
        assertThat(first).extracting(AuditLog.Chained::sequence).containsExactly(10L, 9L, 8L, 7L);
        assertThat(first.getFirst().stored().record()).isEqualTo(record(CITY, "thing/10"));
        assertThat(log.page(AuditQuestion.all(CITY), 7, 100)).hasSize(6);
        assertThat(log.page(question(NOON, NOON.plusSeconds(1), "test:", "thing/1", AuditOutcome.DONE), 99, 9))
                .extracting(chained -> chained.stored().record().subject())
                .containsExactly("thing/10", "thing/1");
        assertThat(log.page(question(NOON.plusSeconds(1), null, null, null, null), 99, 9))
                .isEmpty();
        assertThat(log.page(question(null, null, "test:", null, AuditOutcome.REFUSED), 99, 9))
                .isEmpty();
    }

    private static AuditQuestion question(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String action,
            @Nullable String subject,
            @Nullable AuditOutcome outcome) {
        return new AuditQuestion(CITY, from, to, new PrincipalId(3), action, subject, outcome);
    }

    @Test
    void theExportIsOneJsonObjectALine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new AuditLog(database).export(AuditQuestion.all(PORT), out)).isEqualTo(3);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(3);
        var line = JsonMapper.shared().readTree(lines[2]);
        assertThat(line.get("sequence").asLong()).isEqualTo(3);
        assertThat(line.get("details").asString()).isEqualTo("{ \"水\":  1 }");
        assertThat(line.get("remoteAddress").isNull()).isTrue();
        assertThat(line.get("occurredAt").asString()).isEqualTo("2026-11-23T12:00:00.123456Z");
    }
}
