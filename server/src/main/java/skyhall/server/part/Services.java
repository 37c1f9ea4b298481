package skyhall.server.part;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import skyhall.platform.api.IdempotencyKeys;
import skyhall.platform.audit.Audit;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.audit.AuditLog;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.IdentitySettings;
import skyhall.platform.job.Jobs;
import skyhall.platform.outbox.Outbox;
import skyhall.platform.secret.Secrets;
import skyhall.platform.settings.Settings;
import skyhall.platform.webhook.AddressRules;
import skyhall.platform.webhook.SecretBox;
import skyhall.platform.webhook.WebhookSettings;
import skyhall.platform.webhook.Webhooks;

/// The services of `platform` over one database, for the running server and for commands beside it.
/// None of them has
/// a thread of its own until a part starts it.
public record Services(
        Database database,
        Secrets secrets,
        Identity identity,
        Outbox outbox,
        Audit audit,
        AuditLog auditLog,
        AuditHeadsFile auditHeads,
        Jobs jobs,
        AddressRules webhookAddresses,
        SecretBox webhookSecrets,
        Webhooks webhooks,
        IdempotencyKeys idempotencyKeys) {
    /// How long one attempt at an API request with an idempotency key may take before another may
    /// begin.
    private static final Duration ATTEMPT = Duration.ofMinutes(1);

    /// How long the answer to a request with an idempotency key is given again.
    private static final Duration ANSWER_KEPT = Duration.ofHours(24);

    /// @param directory the data directory, with the master keys and the audit heads
    /// @param database its schema `platform` is up to date
    public static Services over(
            Settings settings, Path directory, Database database, InstantSource clock, SecureRandom random) {
        Audit audit = new Audit(database);
        Secrets secrets = Secrets.open(
                directory.resolve(settings.get(IdentitySettings.MASTER_KEY_FILE)), database, random, clock);
        SecretBox box = new SealedWebhookSecrets(secrets);
        AddressRules rules = addresses(settings);
        return new Services(
                database,
                secrets,
                new Identity(database, secrets, clock, random, settings, new AuditJournal(database, audit, clock)),
                new Outbox(database),
                audit,
                new AuditLog(database),
                new AuditHeadsFile(directory.resolve("audit-heads")),
                new Jobs(database, clock),
                rules,
                box,
                new Webhooks(database, clock, rules, box, random),
                new IdempotencyKeys(database, clock, ATTEMPT, ANSWER_KEPT));
    }

    private static AddressRules addresses(Settings settings) {
        try {
            return new AddressRules(settings.get(WebhookSettings.ALLOW));
        } catch (IllegalArgumentException e) {
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "'" + WebhookSettings.ALLOW.name() + "' holds something that is no range of addresses.",
                    e);
        }
    }
}
