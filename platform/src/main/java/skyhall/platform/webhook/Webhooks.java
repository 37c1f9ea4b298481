package skyhall.platform.webhook;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;

/// The subscriptions of every organisation and the log of their deliveries. Whose webhook it is is checked in every
/// call: another organisation's is as good as absent.
public final class Webhooks {
    private static final String MINE = " WHERE id = :id AND organisation = :organisation";
    private static final String TOPIC = "[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*\\.([a-z0-9-]+|\\*)";

    private final Database database;
    private final InstantSource clock;
    private final AddressRules rules;
    private final Destination.NameLookup lookup;
    private final WebhookSecrets secrets;

    public Webhooks(Database database, InstantSource clock, AddressRules rules, SecretBox box, SecureRandom random) {
        this(database, clock, rules, Destination.SYSTEM, box, random);
    }

    Webhooks(
            Database database,
            InstantSource clock,
            AddressRules rules,
            Destination.NameLookup lookup,
            SecretBox box,
            SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.rules = rules;
        this.lookup = lookup;
        this.secrets = new WebhookSecrets(box, random);
    }

    /// A webhook with its secret, shown this once.
    public record Made(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Made[" + webhook + "]";
        }
    }

    /// Registers a subscription.
    ///
    /// @param topics at least one; exact, or all of a module as `storage.*`
    /// @param types empty for all
    /// @throws FaultException [PlatformFault#WEBHOOK_ADDRESS_REFUSED] with the reason
    /// @throws IllegalArgumentException when there is no topic or one is malformed
    public Made register(OrganisationId organisation, String url, List<String> topics, List<String> types) {
        if (topics.isEmpty() || !topics.stream().allMatch(topic -> topic.matches(TOPIC))) {
            throw new IllegalArgumentException("not topics: " + topics);
        }
        judge(url);
        String secret = secrets.make();
        return database.transaction(() -> {
            long id = database.sql()
                    .sql("SELECT nextval(pg_get_serial_sequence('platform.webhook', 'id'))")
                    .query(Long.class)
                    .single();
            database.sql()
                    .sql("""
                            INSERT INTO platform.webhook (id, organisation, url, topics, types, sealed_secret, state,
                                   created_at) OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, 'active', ?)""")
                    .params(
                            id,
                            organisation.value(),
                            url,
                            topics.toArray(String[]::new),
                            types.toArray(String[]::new),
                            secrets.seal(id, secret),
                            Timestamp.from(clock.instant()))
                    .update();
            return new Made(find(organisation, id).orElseThrow(), secret);
        });
    }

    private void judge(String url) {
        try {
            Destination.of(url, rules, lookup);
        } catch (Destination.AddressRefused e) {
            throw new FaultException(PlatformFault.WEBHOOK_ADDRESS_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    public Optional<Webhook> find(OrganisationId organisation, long id) {
        return database.sql()
                .sql("SELECT * FROM platform.webhook" + MINE)
                .param("id", id)
                .param("organisation", organisation.value())
                .query(WebhookTable::webhook)
                .optional();
    }

    public List<Webhook> list(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT * FROM platform.webhook WHERE organisation = ? ORDER BY id")
                .param(organisation.value())
                .query(WebhookTable::webhook)
                .list();
    }

    /// Makes a new secret; calls are signed with both until `overlap` is over.
    ///
    /// @throws FaultException [PlatformFault#WEBHOOK_UNKNOWN]
    public Made rotateSecret(OrganisationId organisation, long id, Duration overlap) {
        String secret = secrets.make();
        return database.transaction(() -> {
            change(
                    database.sql()
                            .sql("""
                                    UPDATE platform.webhook SET sealed_previous = :previous, previous_until = :until,
                                           sealed_secret = :sealed""" + MINE)
                            .param("previous", secrets.sealPrevious(id, current(organisation, id)))
                            .param("until", Timestamp.from(clock.instant().plus(overlap)))
                            .param("sealed", secrets.seal(id, secret)),
                    organisation,
                    id);
            return new Made(find(organisation, id).orElseThrow(), secret);
        });
    }

    /// The secret in force, sealed for its own place: what is sealed is bound to the column it stands in.
    private String current(OrganisationId organisation, long id) {
        return database.sql()
                .sql("SELECT sealed_secret FROM platform.webhook" + MINE + " FOR UPDATE")
                .param("id", id)
                .param("organisation", organisation.value())
                .query((row, _) -> secrets.open(id, row.getBytes(1)))
                .optional()
                .orElseThrow(() -> new FaultException(PlatformFault.WEBHOOK_UNKNOWN, "No. " + id + "."));
    }

    /// Calls it again from now on, whether it was paused or disabled.
    ///
    /// @throws FaultException [PlatformFault#WEBHOOK_UNKNOWN]
    public void activate(OrganisationId organisation, long id) {
        change(
                database.sql()
                        .sql("UPDATE platform.webhook SET state = 'active', reason = '', failing_since = NULL" + MINE),
                organisation,
                id);
    }

    /// @throws FaultException [PlatformFault#WEBHOOK_UNKNOWN]
    public void pause(OrganisationId organisation, long id) {
        change(database.sql().sql("UPDATE platform.webhook SET state = 'paused'" + MINE), organisation, id);
    }

    /// Deletes it with its log.
    ///
    /// @throws FaultException [PlatformFault#WEBHOOK_UNKNOWN]
    public void delete(OrganisationId organisation, long id) {
        change(database.sql().sql("DELETE FROM platform.webhook" + MINE), organisation, id);
    }

    private static void change(
            org.springframework.jdbc.core.simple.JdbcClient.StatementSpec statement,
            OrganisationId organisation,
            long id) {
        int changed = statement
                .param("id", id)
                .param("organisation", organisation.value())
                .update();
        if (changed == 0) {
            throw new FaultException(PlatformFault.WEBHOOK_UNKNOWN, "No. " + id + ".");
        }
    }

    /// A page of deliveries with their attempts, newest first.
    ///
    /// @param beforeId only those before this one; [Long#MAX_VALUE] for the newest
    public List<WebhookDelivery> deliveries(OrganisationId organisation, long webhook, long beforeId, int most) {
        return database.sql()
                .sql("""
                        SELECT d.* FROM platform.webhook_delivery d JOIN platform.webhook w ON w.id = d.webhook
                        WHERE w.organisation = :organisation AND d.webhook = :webhook AND d.id < :before
                        ORDER BY d.id DESC LIMIT :most""")
                .param("organisation", organisation.value())
                .param("webhook", webhook)
                .param("before", beforeId)
                .param("most", most)
                .query((row, _) -> WebhookTable.delivery(row, attempts(row.getLong("id"))))
                .list();
    }

    private List<WebhookDelivery.Attempt> attempts(long delivery) {
        return database.sql()
                .sql("SELECT * FROM platform.webhook_attempt WHERE delivery = ? ORDER BY id")
                .param(delivery)
                .query(WebhookTable::attempt)
                .list();
    }

    /// Sends one delivery again, whatever became of it. False when there is none.
    public boolean replay(OrganisationId organisation, long webhook, long delivery) {
        return requeue("d.id = :delivery", organisation, webhook)
                        .param("delivery", delivery)
                        .update()
                == 1;
    }

    /// Sends again what was first queued in a span of time.
    ///
    /// @param from inclusive
    /// @param to exclusive
    /// @return how many deliveries wait now
    public int replay(OrganisationId organisation, long webhook, Instant from, Instant to) {
        return requeue("d.created_at >= :from AND d.created_at < :to", organisation, webhook)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .update();
    }

    private org.springframework.jdbc.core.simple.JdbcClient.StatementSpec requeue(
            String which, OrganisationId organisation, long webhook) {
        return database.sql()
                .sql("""
                        UPDATE platform.webhook_delivery d SET state = 'waiting', attempts = 0, queued_at = :now,
                               next_attempt_at = :now, ended_at = NULL FROM platform.webhook w
                        WHERE w.id = d.webhook AND w.organisation = :organisation AND w.id = :webhook""" + " AND " + which)
                .param("now", Timestamp.from(clock.instant()))
                .param("organisation", organisation.value())
                .param("webhook", webhook);
    }
}
