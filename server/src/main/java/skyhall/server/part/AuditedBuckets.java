package skyhall.server.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditActor;
import skyhall.platform.audit.AuditOutcome;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.identity.Principal;
import skyhall.storage.journal.Asker;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;
import tools.jackson.databind.json.JsonMapper;

/// Writes administrative calls of the object store into the audit record.
final class AuditedBuckets implements BucketJournal {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Longer details are told by their length and hash.
    private static final int LONGEST_DETAIL = 4000;

    private final Audit audit;
    private final InstantSource clock;

    AuditedBuckets(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void done(JournalEntry entry) {
        audit.record(record(entry, AuditOutcome.DONE));
    }

    @Override
    public void refused(JournalEntry entry) {
        audit.recordRefusal(record(entry, AuditOutcome.REFUSED));
    }

    private AuditRecord record(JournalEntry entry, AuditOutcome outcome) {
        Optional<Asker> asker = entry.asker();
        return new AuditRecord(
                entry.organisation(),
                clock.instant(),
                asker.map(Asker::caller).map(AuditActor::of).orElseGet(() -> new AuditActor.Machine("storage")),
                "storage:" + entry.call().wire(),
                entry.subject(),
                outcome,
                asker.map(Asker::requestId).orElse(null),
                asker.map(Asker::clientAddress).orElse(null),
                JSON.writeValueAsString(details(entry)));
    }

    private static Map<String, String> details(JournalEntry entry) {
        Map<String, String> details = new TreeMap<>();
        entry.details().forEach((name, value) -> {
            if (value.length() <= LONGEST_DETAIL) {
                details.put(name, value);
            } else {
                details.put(name + "Length", Integer.toString(value.length()));
                details.put(name + "Sha256", sha256(value));
            }
        });
        entry.asker()
                .filter(asker -> !asker.accessKeyId().isEmpty() && isOfTheHouse(asker, entry))
                .ifPresent(asker -> details.put("accessKeyId", asker.accessKeyId()));
        return details;
    }

    /// An organisation reads its own records: the keys of another are not its business, the name of whoever came is.
    private static boolean isOfTheHouse(Asker asker, JournalEntry entry) {
        return asker.caller() instanceof Principal principal
                && principal.organisation().equals(entry.organisation());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
