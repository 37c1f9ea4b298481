package skyhall.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skyhall.platform.outbox.Await.until;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.outbox.OutboxEvent;
import skyhall.platform.outbox.Published;

/// From an event to a call on a real socket, with receivers of every temper.
class WebhookTest {
    private static final OrganisationId CITY = new OrganisationId(7);
    private static final OrganisationId STRANGER = new OrganisationId(8);
    private static final AddressRules HOUSE = new AddressRules(List.of("127.0.0.0/8"));

    private Database database;
    private Map<String, String> names;
    private Webhooks webhooks;
    private WebhookDispatch dispatch;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void aReceiverThatIsContent() throws IOException {
        database = TestDatabase.fresh("platform");
        names = new ConcurrentHashMap<>(Map.of("hook.example", "127.0.0.1", "public.example", "1.1.1.1"));
        webhooks = webhooks(HOUSE);
        dispatch = new WebhookDispatch(database, InstantSource.system());
        receiver = Receiver.plain(Receiver.status(200));
        open.add(receiver);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private List<InetAddress> lookup(String host) throws java.net.UnknownHostException {
        return List.of(InetAddress.getByName(names.getOrDefault(host, host)));
    }

    private Webhooks webhooks(AddressRules rules) {
        return new Webhooks(database, InstantSource.system(), rules, this::lookup, new WordBox(), new SecureRandom());
    }

    private WebhookSender sender(WebhookLimits limits, SSLSocketFactory tls) {
        WebhookSender sender = new WebhookSender(
                database, InstantSource.system(), HOUSE, this::lookup, new WordBox(), new SecureRandom(), tls, limits);
        open.add(sender);
        sender.start();
        return sender;
    }

    private void send() {
        sender(limits(Duration.ofMinutes(1)), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static WebhookLimits limits(Duration giveUp) {
        return new WebhookLimits(
                Duration.ofSeconds(1), giveUp, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofDays(1), 16);
    }

    /// No secrecy, but the context must be the same.
    private static final class WordBox implements SecretBox {
        @Override
        public byte[] seal(String context, byte[] secret) {
            return (context + "|" + new String(secret, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] open(String context, byte[] sealed) {
            String text = new String(sealed, StandardCharsets.UTF_8);
            assertThat(text).startsWith(context + "|");
            return text.substring(context.length() + 1).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Webhooks.Made register() {
        return webhooks.register(CITY, url(), List.of("test.thing"), List.of());
    }

    private String url() {
        return "http://hook.example:" + receiver.port() + "/in?x=1";
    }

    private OutboxEvent happened(String key) {
        OutboxEvent event = new OutboxEvent(
                UUID.randomUUID(), "test.thing", key, CITY, "Happened", 2, "{ \"n\": 1 }", Instant.EPOCH);
        database.transaction(() -> dispatch.consume(List.of(new Published(1, event))));
        return event;
    }

    private WebhookDelivery only(Webhooks.Made made) {
        List<WebhookDelivery> all = webhooks.deliveries(CITY, made.webhook().id(), Long.MAX_VALUE, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private WebhookDelivery ended(Webhooks.Made made) {
        until(() -> only(made).state() != WebhookDelivery.State.WAITING);
        return only(made);
    }

    private WebhookDelivery.Attempt firstAttempt(Webhooks.Made made) {
        until(() -> !only(made).log().isEmpty());
        return only(made).log().getFirst();
    }

    @Test
    void aCallCarriesTheEventSignedAndIsWrittenDown() {
        Webhooks.Made made = register();
        OutboxEvent event = happened("k\"1");
        send();
        WebhookDelivery delivery = ended(made);
        assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(delivery.log()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).hasValue(200);
            assertThat(attempt.answer()).isEqualTo("hello");
            assertThat(attempt.failure()).isEmpty();
        });
        Receiver.Call call = receiver.calls.getFirst();
        assertThat(call.requestLine()).isEqualTo("POST /in?x=1 HTTP/1.1");
        assertThat(call.headers())
                .containsEntry("host", "hook.example:" + receiver.port())
                .containsEntry("skyhall-event-id", event.eventId().toString());
        assertThat(call.body())
                .isEqualTo("{\"id\":\"" + event.eventId()
                        + "\",\"topic\":\"test.thing\",\"type\":\"Happened\",\"version\":2,\"key\":\"k\\\"1\","
                        + "\"organisation\":7,\"occurredAt\":\"1970-01-01T00:00:00Z\",\"data\":{ \"n\": 1 }}");
        assertThat(isSignedWith(made.secret(), call)).isTrue();
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    private static boolean isSignedWith(String secret, Receiver.Call call) {
        return WebhookSignature.isValid(
                call.headers().getOrDefault("skyhall-signature", ""),
                secret,
                call.body().getBytes(StandardCharsets.UTF_8),
                InstantSource.system().instant(),
                Duration.ofMinutes(1));
    }

    @Test
    void aReceiverThatFailsIsTriedUntilItRecovers() {
        receiver.behave(Receiver.status(500));
        Webhooks.Made made = register();
        happened("k");
        send();
        until(() -> receiver.calls.size() >= 3);
        assertThat(webhooks.find(CITY, made.webhook().id()).orElseThrow().failingSince())
                .isPresent();
        receiver.behave(Receiver.status(204));
        WebhookDelivery delivery = ended(made);
        assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(delivery.log().getFirst().failure()).isEqualTo("It answered 500.");
        assertThat(webhooks.find(CITY, made.webhook().id()).orElseThrow().failingSince())
                .isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.behave(Receiver.status(302, "Location: http://hook.example:" + receiver.port() + "/other"));
        Webhooks.Made made = register();
        happened("k");
        send();
        assertThat(firstAttempt(made).failure()).isEqualTo("It answered 302; redirects are not followed.");
        assertThat(receiver.calls)
                .allSatisfy(call -> assertThat(call.requestLine()).contains("/in"));
    }

    @Test
    void aReceiverThatNeverAnswersOrDripsIsCutOff() {
        receiver.behave((_, socket) -> {
            for (int i = 0; i < 1000; i++) {
                socket.getOutputStream().write('H');
                Thread.sleep(50);
            }
        });
        Webhooks.Made made = register();
        happened("k");
        send();
        WebhookDelivery.Attempt attempt = firstAttempt(made);
        assertThat(attempt.failure()).contains("no answer within 1000 ms");
        assertThat(attempt.millis()).isBetween(900L, 5000L);
    }

    @Test
    void aConnectionThatIsResetOrRefusedIsAFailureLikeAnyOther() throws IOException {
        receiver.behave((_, socket) -> socket.setSoLinger(true, 0));
        Webhooks.Made made = register();
        happened("k");
        send();
        assertThat(firstAttempt(made).failure()).startsWith("No answer: ");
        receiver.close();
        until(() ->
                only(made).log().stream().anyMatch(attempt -> attempt.failure().contains("ConnectException")));
    }

    @Test
    void aWebhookThatFailsForTooLongIsDisabledWithTheReasonAndCanBeRevivedAndReplayed() {
        receiver.behave(Receiver.status(503));
        Webhooks.Made made = register();
        long id = made.webhook().id();
        happened("k");
        sender(limits(Duration.ofMillis(300)), (SSLSocketFactory) SSLSocketFactory.getDefault());
        assertThat(ended(made).state()).isEqualTo(WebhookDelivery.State.GIVEN_UP);
        // A second event comes later and fails too: the whole time is over now.
        until(() -> {
            happened("k2");
            return webhooks.find(CITY, id).orElseThrow().state() == Webhook.State.DISABLED;
        });
        assertThat(webhooks.find(CITY, id).orElseThrow().reason()).contains("It answered 503.");
        receiver.behave(Receiver.status(200));
        webhooks.activate(CITY, id);
        List<WebhookDelivery> all = webhooks.deliveries(CITY, id, Long.MAX_VALUE, 1000);
        WebhookDelivery first = all.getLast();
        assertThat(webhooks.replay(STRANGER, id, first.id())).isFalse();
        assertThat(webhooks.replay(CITY, id, first.id())).isTrue();
        until(() ->
                webhooks.deliveries(CITY, id, first.id() + 1, 1).getFirst().state() == WebhookDelivery.State.DELIVERED);
        assertThat(webhooks.replay(
                        CITY, id, first.createdAt(), first.createdAt().plusNanos(1000)))
                .isOne();
        assertThat(webhooks.replay(CITY, id, Instant.EPOCH, first.createdAt())).isZero();
    }

    @Test
    void twoSecretsAreValidWhileTheyOverlap() {
        Webhooks.Made old = register();
        Webhooks.Made made = webhooks.rotateSecret(CITY, old.webhook().id(), Duration.ofHours(1));
        assertThat(made.secret()).isNotEqualTo(old.secret());
        happened("k");
        send();
        until(() -> receiver.calls.size() == 1);
        assertThat(isSignedWith(old.secret(), receiver.calls.getFirst())).isTrue();
        assertThat(isSignedWith(made.secret(), receiver.calls.getFirst())).isTrue();
        webhooks.rotateSecret(CITY, old.webhook().id(), Duration.ZERO);
        happened("k2");
        until(() -> receiver.calls.size() == 2);
        assertThat(isSignedWith(made.secret(), receiver.calls.get(1))).isFalse();
    }

    @Test
    void aNameThatTurnsToAnInnerAddressIsRefusedAtTheCallAndNothingConnects() {
        Webhooks strict = webhooks(new AddressRules(List.of()));
        Webhooks.Made made = strict.register(CITY, "https://public.example/", List.of("test.*"), List.of("Happened"));
        names.put("public.example", "10.0.0.1");
        happened("k");
        send();
        assertThat(firstAttempt(made).failure())
                .isEqualTo("The address is refused: public.example is 10.0.0.1, which is no public address.");
    }

    @Test
    void anInnerAddressIsRefusedAtRegistration() {
        Webhooks strict = webhooks(new AddressRules(List.of()));
        for (String url : List.of("https://hook.example/", "http://public.example/", "https://169.254.169.254/")) {
            assertThatThrownBy(() -> strict.register(CITY, url, List.of("test.thing"), List.of()))
                    .as(url)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("SKY-1130");
        }
        assertThatThrownBy(() -> webhooks.register(CITY, url(), List.of("*"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheOwnersActiveWebhooksThatWantTheEventAreCalled() {
        Webhooks.Made wanted = register();
        Webhooks.Made other = webhooks.register(CITY, url(), List.of("test.other"), List.of());
        Webhooks.Made type = webhooks.register(CITY, url(), List.of("test.*"), List.of("Ended"));
        Webhooks.Made foreign = webhooks.register(STRANGER, url(), List.of("test.*"), List.of());
        Webhooks.Made paused = register();
        webhooks.pause(CITY, paused.webhook().id());
        happened("k");
        assertThat(only(wanted).state()).isEqualTo(WebhookDelivery.State.WAITING);
        for (Webhooks.Made none : List.of(other, type, paused)) {
            assertThat(webhooks.deliveries(CITY, none.webhook().id(), Long.MAX_VALUE, 9))
                    .isEmpty();
        }
        assertThat(webhooks.deliveries(STRANGER, foreign.webhook().id(), Long.MAX_VALUE, 9))
                .isEmpty();
        assertThat(webhooks.deliveries(STRANGER, wanted.webhook().id(), Long.MAX_VALUE, 9))
                .isEmpty();
        assertThat(webhooks.list(CITY)).hasSize(4);
        assertThatThrownBy(() -> webhooks.delete(STRANGER, wanted.webhook().id()))
                .hasMessageContaining("SKY-1131");
        webhooks.delete(CITY, wanted.webhook().id());
        assertThat(webhooks.find(CITY, wanted.webhook().id())).isEmpty();
    }

    @Test
    void overTlsTheCertificateMustBeForTheName(@TempDir Path folder) throws Exception {
        SSLContext tls = tls(folder);
        Receiver secure = new Receiver(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                Receiver.status(200));
        open.add(secure);
        names.put("wrong.example", "127.0.0.1");
        Webhooks.Made right = webhooks.register(
                CITY, "https://hook.example:" + secure.port() + "/", List.of("test.thing"), List.of());
        Webhooks.Made wrong = webhooks.register(
                CITY, "https://wrong.example:" + secure.port() + "/", List.of("test.thing"), List.of());
        happened("k");
        sender(limits(Duration.ofMinutes(1)), tls.getSocketFactory());
        assertThat(ended(right).state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        until(() ->
                only(wrong).log().stream().anyMatch(attempt -> attempt.failure().contains("SSLHandshakeException")));
        assertThat(secure.calls).hasSize(1);
    }

    /// A context whose key is for `hook.example` and which trusts itself alone.
    private static SSLContext tls(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "hook",
                        "-dname",
                        "CN=hook.example",
                        "-ext",
                        "SAN=dns:hook.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "password")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, "password".toCharArray());
        }
        KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, "password".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void aSlowReceiverDoesNotHoldUpTheOthers() throws IOException {
        Receiver slow = Receiver.plain((_, _) -> Thread.sleep(900));
        open.add(slow);
        String slowUrl = "http://hook.example:" + slow.port() + "/";
        webhooks.register(CITY, slowUrl, List.of("test.thing"), List.of());
        Webhooks.Made quick = register();
        for (int i = 0; i < 20; i++) {
            happened("k" + i);
        }
        send();
        until(() -> webhooks.deliveries(CITY, quick.webhook().id(), Long.MAX_VALUE, 99).stream()
                .allMatch(delivery -> delivery.state() == WebhookDelivery.State.DELIVERED));
        assertThat(slow.calls.size()).isLessThan(20);
    }
}
