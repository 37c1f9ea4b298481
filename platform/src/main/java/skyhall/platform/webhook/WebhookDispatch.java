package skyhall.platform.webhook;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.outbox.OutboxConsumer;
import skyhall.platform.outbox.OutboxEvent;
import skyhall.platform.outbox.Published;
import skyhall.platform.outbox.Subscriber;
import tools.jackson.databind.json.JsonMapper;

/// Turns events into deliveries for the webhooks that want them, in the transaction that moves the outbox's cursor.
///
/// The body is `{"id","topic","type","version","key","organisation","occurredAt","data"}`; `data` is the event's
/// payload,
/// to the byte.
public final class WebhookDispatch implements OutboxConsumer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String INSERT = """
            INSERT INTO platform.webhook_delivery (webhook, event_id, topic, type, body, state, created_at, queued_at,
                                                   next_attempt_at)
            VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, ?)""";

    private final Database database;
    private final InstantSource clock;

    private record Wanted(long webhook, OutboxEvent event) {}

    public WebhookDispatch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// This consumer under its durable name.
    public Subscriber subscriber() {
        return new Subscriber("webhooks", Set.of(), Subscriber.Start.NEXT, this);
    }

    @Override
    public void consume(List<Published> events) {
        Map<OrganisationId, List<Webhook>> byOrganisation = active(events);
        List<Wanted> wanted = new ArrayList<>();
        for (Published one : events) {
            OutboxEvent event = one.event();
            for (Webhook webhook : byOrganisation.getOrDefault(event.organisation(), List.of())) {
                if (webhook.wants(event.topic(), event.type())) {
                    wanted.add(new Wanted(webhook.id(), event));
                }
            }
        }
        if (!wanted.isEmpty()) {
            insert(wanted);
        }
    }

    private Map<OrganisationId, List<Webhook>> active(List<Published> events) {
        Long[] organisations = events.stream()
                .map(one -> one.event().organisation().value())
                .distinct()
                .toArray(Long[]::new);
        return database
                .sql()
                .sql("SELECT * FROM platform.webhook WHERE state = 'active' AND organisation = ANY (:organisations)")
                .param("organisations", organisations)
                .query(WebhookTable::webhook)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Webhook::organisation));
    }

    private void insert(List<Wanted> wanted) {
        Timestamp now = Timestamp.from(clock.instant());
        new JdbcTemplate(database.dataSource()).batchUpdate(INSERT, wanted, wanted.size(), (row, one) -> {
            row.setLong(1, one.webhook());
            row.setObject(2, one.event().eventId());
            row.setString(3, one.event().topic());
            row.setString(4, one.event().type());
            row.setString(5, body(one.event()));
            row.setTimestamp(6, now);
            row.setTimestamp(7, now);
            row.setTimestamp(8, now);
        });
    }

    static String body(OutboxEvent event) {
        return "{\"id\":" + text(event.eventId().toString()) + ",\"topic\":" + text(event.topic()) + ",\"type\":"
                + text(event.type()) + ",\"version\":" + event.version() + ",\"key\":" + text(event.key())
                + ",\"organisation\":" + event.organisation().value() + ",\"occurredAt\":"
                + text(event.occurredAt().toString()) + ",\"data\":" + event.payload() + "}";
    }

    private static String text(String text) {
        return JSON.writeValueAsString(text);
    }
}
