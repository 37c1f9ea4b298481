package skyhall.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.outbox.Await.until;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.lease.Leases;

class OutboxRelayTest {
    private static final OutboxLimits LIMITS = new OutboxLimits(
            50,
            Duration.ofMillis(20),
            Duration.ofSeconds(2),
            3,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ZERO);

    private Database database;
    private Outbox outbox;
    private final List<OutboxRelay> relays = new ArrayList<>();

    @BeforeEach
    void anEmptyOutbox() {
        database = TestDatabase.fresh("platform");
        outbox = new Outbox(database);
        database.sql()
                .sql("CREATE TABLE platform.taken (n bigserial, id bigint PRIMARY KEY, key text, payload text)")
                .update();
    }

    @AfterEach
    void stop() {
        relays.forEach(OutboxRelay::close);
    }

    private OutboxRelay relay(String process) {
        OutboxRelay relay =
                new OutboxRelay(database, outbox, new Leases(database, process), InstantSource.system(), LIMITS);
        relays.add(relay);
        return relay;
    }

    private static Subscriber subscriber(OutboxConsumer consumer) {
        return new Subscriber("copier", Set.of("test.thing"), Subscriber.Start.OLDEST, consumer);
    }

    /// Writes what it takes; the primary key would complain of a second time.
    private void copy(List<Published> events) {
        for (Published one : events) {
            database.sql()
                    .sql("INSERT INTO platform.taken (id, key, payload) VALUES (?, ?, ?)")
                    .params(one.id(), one.event().key(), one.event().payload())
                    .update();
        }
    }

    private List<String> taken(String key) {
        return database.sql()
                .sql("SELECT payload FROM platform.taken WHERE key = ? ORDER BY n")
                .param(key)
                .query(String.class)
                .list();
    }

    private void publish(String key, int number) {
        database.transaction(() -> outbox.publish(OutboxTest.event(key, Integer.toString(number))));
    }

    @Test
    void everyEventIsTakenOnceAndInOrderWithinItsKeyUnderConcurrentPublishers() throws Exception {
        OutboxRelay relay = relay("one");
        relay.subscribe(subscriber(this::copy));
        relay.start();
        for (int key = 0; key < 5; key++) {
            database.sql()
                    .sql("CREATE TABLE IF NOT EXISTS platform.counter (key text PRIMARY KEY, n int)")
                    .update();
            database.sql()
                    .sql("INSERT INTO platform.counter VALUES (?, 0)")
                    .param("k" + key)
                    .update();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.range(0, 6)
                    .<Future<?>>mapToObj(seed -> threads.submit(() -> count(new Random(seed))))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        until(() -> rows() == 6 * 40);
        for (int key = 0; key < 5; key++) {
            List<String> numbers = taken("k" + key);
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    /// Counts a key up under its row's lock and tells the count; some transactions get their number early.
    private void count(Random random) {
        for (int i = 0; i < 40; i++) {
            String key = "k" + random.nextInt(5);
            boolean early = random.nextInt(4) == 0;
            database.transaction(() -> {
                if (early) {
                    database.sql()
                            .sql("SELECT pg_current_xact_id()::text")
                            .query(String.class)
                            .single();
                }
                int number = database.sql()
                        .sql("UPDATE platform.counter SET n = n + 1 WHERE key = ? RETURNING n")
                        .param(key)
                        .query(Integer.class)
                        .single();
                outbox.publish(OutboxTest.event(key, Integer.toString(number)));
            });
        }
    }

    private long rows() {
        return database.sql()
                .sql("SELECT count(*) FROM platform.taken")
                .query(Long.class)
                .single();
    }

    @Test
    void aPoisonEventParksItsKeyAndNothingElseAndIsTriedAgainUntilItPasses() {
        AtomicInteger poisonLeft = new AtomicInteger(2);
        OutboxRelay relay = relay("one");
        relay.subscribe(subscriber(events -> {
            if (events.stream().anyMatch(one -> one.event().payload().equals("13"))
                    && poisonLeft.getAndDecrement() > 0) {
                throw new IllegalStateException("13 again");
            }
            copy(events);
        }));
        for (int i = 0; i < 20; i++) {
            publish(i % 2 == 0 ? "even" : "odd", i);
        }
        relay.start();
        until(() -> rows() == 20);
        assertThat(taken("odd")).containsExactly("1", "3", "5", "7", "9", "11", "13", "15", "17", "19");
        assertThat(taken("even")).hasSize(10);
        assertThat(relay.parking().list("copier", 0, 10)).isEmpty();
    }

    @Test
    void anEventThatNeverPassesIsDeadWithItsReasonAndItsKeyWaitsForAPerson() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        refused.add("1");
        OutboxRelay relay = relay("one");
        relay.subscribe(subscriber(events -> {
            for (Published one : events) {
                if (refused.contains(one.event().payload())) {
                    throw new IllegalArgumentException("no " + one.event().payload());
                }
            }
            copy(events);
        }));
        relay.start();
        publish("k", 1);
        publish("k", 2);
        publish("other", 3);
        until(() -> relay.statuses().getFirst().dead() == 1 && rows() == 1);
        publish("k", 4);
        until(() -> relay.statuses().getFirst().waiting() == 2);
        List<ParkedEvent> parked = relay.parking().list("copier", 0, 10);
        assertThat(parked).extracting(ParkedEvent::state).startsWith(ParkedEvent.State.DEAD);
        assertThat(parked.getFirst().attempts()).isEqualTo(3);
        assertThat(parked.getFirst().reason()).contains("IllegalArgumentException: no 1");
        assertThat(relay.parking().replay("copier", parked.get(1).published().id()))
                .as("only a dead event is replayed")
                .isFalse();

        refused.clear();
        assertThat(relay.parking()
                        .replay("copier", parked.getFirst().published().id()))
                .isTrue();
        until(() -> rows() == 4);
        assertThat(taken("k")).containsExactly("1", "2", "4");
    }

    @Test
    void aDiscardedEventLetsItsKeyGoOn() {
        OutboxRelay relay = relay("one");
        relay.subscribe(subscriber(events -> {
            if (events.stream().anyMatch(one -> one.event().payload().equals("1"))) {
                throw new IllegalArgumentException("never");
            }
            copy(events);
        }));
        relay.start();
        publish("k", 1);
        publish("k", 2);
        until(() -> relay.statuses().getFirst().dead() == 1);
        long dead = relay.parking().list("copier", 0, 1).getFirst().published().id();
        assertThat(relay.parking().discard("copier", dead)).isTrue();
        assertThat(relay.parking().discard("copier", dead)).isFalse();
        until(() -> rows() == 1);
        assertThat(taken("k")).containsExactly("2");
    }

    @Test
    void twoProcessesShareASubscriberAndOneGoesOnWhenTheOtherStops() {
        Map<String, AtomicInteger> byProcess = new HashMap<>();
        for (String process : List.of("one", "two")) {
            byProcess.put(process, new AtomicInteger());
            OutboxRelay relay = relay(process);
            relay.subscribe(subscriber(events -> {
                copy(events);
                byProcess.get(process).addAndGet(events.size());
            }));
            relay.start();
            if (process.equals("one")) {
                publish("k", 0);
                until(() -> rows() == 1);
            }
        }
        for (int i = 1; i <= 10; i++) {
            publish("k", i);
        }
        until(() -> rows() == 11);
        relays.getFirst().close();
        for (int i = 11; i <= 20; i++) {
            publish("k", i);
        }
        until(() -> rows() == 21);
        assertThat(byProcess.get("one")).hasValue(11);
        assertThat(byProcess.get("two")).hasValue(10);
        assertThat(taken("k")).hasSize(21).isSortedAccordingTo((a, b) -> Integer.valueOf(a)
                .compareTo(Integer.valueOf(b)));
    }

    @Test
    void eventsAreDeletedWhenEverySubscriberHasPassedThem() {
        OutboxRelay relay = relay("one");
        relay.subscribe(subscriber(this::copy));
        relay.subscribe(new Subscriber("abandoned", Set.of(), Subscriber.Start.OLDEST, events -> {
            throw new IllegalStateException("never served here");
        }));
        for (int i = 0; i < 3; i++) {
            publish("k", i);
        }
        Leases leases = new Leases(database, "retention");
        OutboxRetention retention = new OutboxRetention(database, leases, InstantSource.system(), Duration.ofHours(1));
        var lease = leases.take("outbox/test", Duration.ofMinutes(1)).orElseThrow();
        retention.round(lease);
        assertThat(events()).as("a subscriber has not passed them").isEqualTo(3);
        relay.forget("abandoned");
        relay.forget("copier");
        Instant published = OutboxTest.event("k", "{}").occurredAt();
        database.sql()
                .sql(
                        "UPDATE platform.outbox SET occurred_at = occurred_at + interval '1 hour' WHERE payload::text = '2'")
                .update();
        InstantSource later = () -> published.plus(Duration.ofMinutes(90));
        new OutboxRetention(database, leases, later, Duration.ofHours(1)).round(lease);
        assertThat(events()).as("one is too young").isEqualTo(1);
    }

    private long events() {
        return database.sql()
                .sql("SELECT count(*) FROM platform.outbox")
                .query(Long.class)
                .single();
    }

    @Test
    void aNewSubscriberMayBeginWithTheNextEventAndATopicThatItDidNotAskForIsSkipped() {
        publish("k", 1);
        OutboxRelay relay = relay("one");
        List<String> seen = new CopyOnWriteArrayList<>();
        relay.subscribe(new Subscriber(
                "next",
                Set.of("test.thing"),
                Subscriber.Start.NEXT,
                events -> events.forEach(one -> seen.add(one.event().payload()))));
        relay.start();
        database.transaction(() -> outbox.publish(OutboxEvent.of(
                "test.other",
                "k",
                OutboxTest.event("k", "{}").organisation(),
                "T",
                1,
                "2",
                InstantSource.system().instant())));
        publish("k", 3);
        until(() -> !seen.isEmpty());
        until(() -> relay.statuses().getFirst().behind() == 0);
        assertThat(seen).containsExactly("3");
        assertThatThrownBy(() -> relay.subscribe(new Subscriber("next", Set.of(), Subscriber.Start.NEXT, events -> {})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
