package skyhall.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

class AuditTest {
    private static final Instant EARLY = Instant.ofEpochSecond(1, 2_000);

    private static AuditRecord record(AuditActor actor, AuditOutcome outcome) {
        return new AuditRecord(new OrganisationId(1), EARLY, actor, "m:Do", "s", outcome, null, "", "{}");
    }

    @Test
    void aRecordStandsAndFallsWithItsEffect() {
        Database database = TestDatabase.fresh("platform");
        Audit audit = new Audit(database);
        AuditRecord done = record(new AuditActor.Unknown(), AuditOutcome.DONE);
        AuditRecord refused = record(new AuditActor.Unknown(), AuditOutcome.REFUSED);
        assertThatThrownBy(() -> audit.record(done)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.transaction(() -> audit.record(refused)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> audit.recordRefusal(done)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.transaction(() -> {
                    audit.record(done);
                    throw new UnsupportedOperationException("the effect failed");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        audit.recordRefusal(refused);
        database.transaction(() -> audit.record(record(new AuditActor.Machine("job/x"), AuditOutcome.DONE)));
        assertThat(database.sql()
                        .sql("SELECT * FROM platform.audit_record ORDER BY id")
                        .query(StoredRow::read)
                        .list())
                .extracting(StoredRecord::record)
                .containsExactly(refused, record(new AuditActor.Machine("job/x"), AuditOutcome.DONE));
    }

    @Test
    void anAnonymousCallerIsAnUnknownActor() {
        assertThat(AuditActor.of(new Caller.Anonymous())).isEqualTo(new AuditActor.Unknown());
    }

    @Test
    void aMalformedRecordCannotBeMade() {
        assertThatThrownBy(() -> new AuditRecord(
                        new OrganisationId(1),
                        EARLY,
                        new AuditActor.Unknown(),
                        "do something",
                        "s",
                        AuditOutcome.DONE,
                        null,
                        null,
                        "{}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The bytes of form 1 as its description gives them, written out by hand. If this fails, every chain in the
    /// world
    /// fails with it: make a form 2 instead.
    @Test
    void theCanonicalFormIsTheOneThatIsDocumented() {
        StoredRecord stored =
                new StoredRecord(5, record(new AuditActor.Known(new PrincipalId(9), "é"), AuditOutcome.DONE));
        assertThat(HexFormat.of().formatHex(CanonicalRecord.bytes(stored)))
                .isEqualTo("01"
                        + "0000000000000005"
                        + "0000000000000001"
                        + "00000000000f4242"
                        + "00000009" + "7072696e636970616c"
                        + "01" + "0000000000000009"
                        + "00000002" + "c3a9"
                        + "00000004" + "6d3a446f"
                        + "00000001" + "73"
                        + "00000004" + "646f6e65"
                        + "ffffffff"
                        + "00000000"
                        + "00000002" + "7b7d");
        byte[] seed = CanonicalRecord.seed(new OrganisationId(1));
        assertThat(HexFormat.of().formatHex(CanonicalRecord.link(seed, 1, stored)))
                .hasSize(64)
                .isNotEqualTo(HexFormat.of().formatHex(CanonicalRecord.link(seed, 2, stored)));
    }
}
