package skyhall.storage.s3;

import java.util.Map;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.journal.AdministrativeCall;
import skyhall.storage.journal.BucketJournal;
import skyhall.storage.journal.JournalEntry;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.protocol.Operation;
import skyhall.storage.protocol.S3Call;

/// Journals administrative calls that are refused to a caller who is known. What nobody signed for is not journalled:
/// strangers could fill the journal. An entry stands with the organisation whose bucket it was about.
final class Refusals {
    private static final String ARN = "arn:aws:s3:::";

    private final BucketFinder buckets;
    private final BucketJournal journal;

    Refusals(BucketFinder buckets, BucketJournal journal) {
        this.buckets = buckets;
        this.journal = journal;
    }

    /// The same operation, whose `AccessDenied` leaves an entry. When the entry cannot be written, the caller learns
    /// that instead: no refusal is answered that was not journalled.
    Operation journalled(AdministrativeCall call, Operation operation) {
        return request -> {
            try {
                return operation.answer(request);
            } catch (FaultException refusal) {
                if (refusal.fault() == StorageFault.ACCESS_DENIED
                        && request.subject().caller() instanceof Principal caller) {
                    journal.refused(entry(call, request, caller));
                }
                throw refusal;
            }
        };
    }

    private JournalEntry entry(AdministrativeCall call, S3Call request, Principal caller) {
        if (call == AdministrativeCall.CREATE_BUCKET) {
            return entry(call, caller.organisation(), ARN + request.bucketName());
        }
        Bucket bucket = buckets.named(request.bucketName());
        String subject = ObjectKey.parse(request.key())
                .map(key -> bucket.arn() + "/" + key.text())
                .orElse(bucket.arn());
        return entry(call, bucket.organisation(), subject);
    }

    private static JournalEntry entry(AdministrativeCall call, OrganisationId organisation, String subject) {
        return JournalEntry.here(call, organisation, subject, Map.of());
    }
}
