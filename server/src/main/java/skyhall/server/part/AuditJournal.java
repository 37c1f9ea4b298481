package skyhall.server.part;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditActor;
import skyhall.platform.audit.AuditOutcome;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.database.Database;
import skyhall.platform.identity.IdentityJournal;
import skyhall.platform.identity.OrganisationId;
import tools.jackson.databind.json.JsonMapper;

/// Writes changes of identity into the audit record, in their own transaction.
final class AuditJournal implements IdentityJournal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    AuditJournal(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void record(String action, String subject, String actor, Map<String, String> details) {
        audit.record(new AuditRecord(
                organisation(details),
                clock.instant(),
                new AuditActor.Machine(actor),
                "identity:" + verb(action),
                subject,
                AuditOutcome.DONE,
                null,
                null,
                JSON.writeValueAsString(details)));
    }

    private OrganisationId organisation(Map<String, String> details) {
        return database.sql()
                .sql("SELECT id FROM platform.organisation WHERE name = :name")
                .param("name", details.getOrDefault("organisation", ""))
                .query(Long.class)
                .optional()
                .map(OrganisationId::new)
                .orElse(AuditRecord.INSTALLATION);
    }

    /// `access-key.created` becomes `AccessKeyCreated`.
    private static String verb(String action) {
        return Arrays.stream(action.split("[.-]", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
