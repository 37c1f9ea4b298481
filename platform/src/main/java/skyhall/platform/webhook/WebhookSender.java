package skyhall.platform.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.database.Database;

/// Carries deliveries out. Any number of processes may do so at once: each claims calls of its own.
///
/// A call counts as delivered when the answer's status is 2xx. Everything else is tried again with growing rests
/// until
/// `webhook.give-up` is over; a webhook that failed for as long without a success is disabled with the reason.
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long CLEAN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Database database;
    private final InstantSource clock;
    private final AddressRules rules;
    private final Destination.NameLookup lookup;
    private final WebhookSecrets secrets;
    private final HttpCall http;
    private final WebhookLimits limits;
    private final CallLog log;
    private final Semaphore places;
    private final Semaphore rests = new Semaphore(0);
    private final Map<Long, Integer> inFlight = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopping;
    private long cleanedNanos = System.nanoTime();

    /// @param tls whom to trust; `(SSLSocketFactory) SSLSocketFactory.getDefault()` in a server
    public WebhookSender(
            Database database,
            InstantSource clock,
            AddressRules rules,
            SecretBox box,
            SecureRandom random,
            SSLSocketFactory tls,
            WebhookLimits limits) {
        this(database, clock, rules, Destination.SYSTEM, box, random, tls, limits);
    }

    WebhookSender(
            Database database,
            InstantSource clock,
            AddressRules rules,
            Destination.NameLookup lookup,
            SecretBox box,
            SecureRandom random,
            SSLSocketFactory tls,
            WebhookLimits limits) {
        this.database = database;
        this.clock = clock;
        this.rules = rules;
        this.lookup = lookup;
        this.secrets = new WebhookSecrets(box, random);
        this.http = new HttpCall(tls, limits.timeout());
        this.limits = limits;
        this.log = new CallLog(database, clock, limits, random);
        this.places = new Semaphore(limits.atOnce());
        this.thread = Thread.ofVirtual().name("webhook/sender").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopping) {
            try {
                boolean idle = claim() == 0;
                clean();
                if (idle && rests.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("the rest of the webhook sender was ended");
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("webhooks cannot be claimed; trying again", e);
                java.util.concurrent.locks.LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private int claim() throws InterruptedException {
        places.acquire();
        places.release();
        List<Long> busy = inFlight.entrySet().stream()
                .filter(webhook -> webhook.getValue() >= WebhookLimits.AT_ONCE_PER_WEBHOOK)
                .map(Map.Entry::getKey)
                .toList();
        Duration longest = limits.timeout().multipliedBy(2).plusSeconds(5);
        List<DueCall> calls =
                DueCall.claim(database, secrets, clock.instant(), longest, busy, places.availablePermits());
        for (DueCall call : calls) {
            places.acquire();
            inFlight.merge(call.webhook(), 1, Integer::sum);
            Thread.ofVirtual().name("webhook/" + call.delivery()).start(() -> carryOut(call));
        }
        return calls.size();
    }

    private void carryOut(DueCall call) {
        try {
            WebhookDelivery.Attempt attempt = attempt(call);
            if (attempt.failure().isEmpty()) {
                log.delivered(call, attempt);
            } else {
                log.failed(call, attempt);
            }
        } catch (RuntimeException e) {
            LOG.warn("the outcome of webhook delivery {} could not be written down", call.delivery(), e);
        } finally {
            inFlight.computeIfPresent(call.webhook(), (_, count) -> count == 1 ? null : count - 1);
            places.release();
        }
    }

    private WebhookDelivery.Attempt attempt(DueCall call) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        try {
            byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
            HttpAnswer answer = http.post(Destination.of(call.url(), rules, lookup), headers(call, at, body), body);
            String failure = answer.isGood()
                    ? ""
                    : answer.isRedirect()
                            ? "It answered " + answer.status() + "; redirects are not followed."
                            : "It answered " + answer.status() + ".";
            return new WebhookDelivery.Attempt(
                    at, millisSince(began), OptionalInt.of(answer.status()), answer.text(), failure);
        } catch (Destination.AddressRefused e) {
            return failure(at, began, "The address is refused: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            return failure(at, began, "No answer: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static WebhookDelivery.Attempt failure(Instant at, long began, String sentence) {
        return new WebhookDelivery.Attempt(at, millisSince(began), OptionalInt.empty(), "", sentence.replace("\0", ""));
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static Map<String, String> headers(DueCall call, Instant now, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Skyhall-Webhook/1");
        headers.put("Skyhall-Event-Id", call.eventId().toString());
        headers.put("Skyhall-Delivery", Long.toString(call.delivery()));
        headers.put("Skyhall-Signature", WebhookSignature.header(now, call.secrets(), body));
        return headers;
    }

    private void clean() {
        if (System.nanoTime() - cleanedNanos > CLEAN_EVERY_NANOS) {
            cleanedNanos = System.nanoTime();
            log.deleteOld(limits.keep());
        }
    }

    /// Takes no more calls and waits for those under way, at most as long as one may take.
    @Override
    public void close() {
        stopping = true;
        rests.release();
        try {
            thread.join(limits.timeout());
            boolean ended = places.tryAcquire(limits.atOnce(), limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("webhook calls ended: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
