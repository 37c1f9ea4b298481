package skyhall.server.part;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthCheck;
import skyhall.platform.job.CronPattern;
import skyhall.platform.job.JobKind;
import skyhall.platform.job.JobLimits;
import skyhall.platform.job.JobRequest;
import skyhall.platform.job.JobRunner;
import skyhall.platform.job.RecurringJob;
import skyhall.platform.lease.Leases;
import skyhall.platform.outbox.OutboxLimits;
import skyhall.platform.outbox.OutboxRelay;
import skyhall.platform.outbox.OutboxStatus;
import skyhall.platform.outbox.Subscriber;
import skyhall.platform.settings.Settings;
import skyhall.platform.webhook.WebhookDispatch;
import skyhall.platform.webhook.WebhookLimits;
import skyhall.platform.webhook.WebhookSender;

/// What goes on in the background for all modules: outbox events to their subscribers, jobs, webhooks,
/// and the
/// sweeping of what is over.
public final class TrunkPart implements Part {
    private static final String SWEEP = "platform.sweep";
    private static final Duration JOBS_KEPT = Duration.ofDays(30);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final Settings settings;
    private final PlatformPart platform;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Modules modules;
    private @Nullable Running running;

    /// What other modules hand in; asked at the start, when the parts before this one are running.
    ///
    /// @param jobs the kinds of jobs that this server can do
    /// @param recurring those of them that come again and again
    /// @param subscribers who reads the outbox, beside the webhooks
    public record Modules(List<JobKind> jobs, List<RecurringJob> recurring, List<Subscriber> subscribers) {
        public static final Modules NONE = new Modules(List.of(), List.of(), List.of());
    }

    public TrunkPart(
            Settings settings, PlatformPart platform, InstantSource clock, SecureRandom random, Modules modules) {
        this.settings = settings;
        this.platform = platform;
        this.clock = clock;
        this.random = random;
        this.modules = modules;
    }

    private record Running(OutboxRelay relay, JobRunner jobs, WebhookSender webhooks) {}

    @Override
    public String name() {
        return "trunk";
    }

    @Override
    public void start() {
        Services services = platform.services();
        Leases leases = new Leases(services.database(), "server");
        OutboxRelay relay =
                new OutboxRelay(services.database(), services.outbox(), leases, clock, OutboxLimits.from(settings));
        relay.subscribe(new WebhookDispatch(services.database(), clock).subscriber());
        modules.subscribers().forEach(relay::subscribe);
        JobRunner jobs = jobs(services, leases.holder());
        WebhookSender webhooks = new WebhookSender(
                services.database(),
                clock,
                services.webhookAddresses(),
                services.webhookSecrets(),
                random,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                WebhookLimits.from(settings));
        running = new Running(relay, jobs, webhooks);
        relay.start();
        jobs.start();
        webhooks.start();
    }

    private JobRunner jobs(Services services, String process) {
        List<JobKind> kinds = new ArrayList<>(modules.jobs());
        kinds.add(JobKind.of(SWEEP, _ -> swept(services)));
        List<RecurringJob> recurring = new ArrayList<>(modules.recurring());
        recurring.add(new RecurringJob(
                SWEEP,
                CronPattern.of("17 * * * *"),
                ZoneOffset.UTC,
                new JobRequest(SWEEP, AuditRecord.INSTALLATION, SWEEP, "{}", "server", null)));
        return new JobRunner(
                services.database(), services.jobs(), clock, process, JobLimits.from(settings), kinds, recurring);
    }

    private static String swept(Services services) {
        int keys = services.idempotencyKeys().sweep();
        int jobs = services.jobs().deleteEnded(JOBS_KEPT);
        return "{\"idempotencyKeys\":" + keys + ",\"jobs\":" + jobs + "}";
    }

    /// The three end side by side: each waits for work of its own.
    @Override
    public void stop() {
        if (running != null) {
            List<Thread> ending = List.of(
                    ending("relay", running.relay()),
                    ending("jobs", running.jobs()),
                    ending("webhooks", running.webhooks()));
            for (Thread one : ending) {
                join(one);
            }
        }
    }

    private static Thread ending(String name, AutoCloseable closing) {
        return Thread.ofVirtual().name("stop " + name).start(() -> {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IllegalStateException(name + " did not stop", e);
            }
        });
    }

    private void join(Thread ending) {
        try {
            ending.join(JobLimits.from(settings)
                    .drain()
                    .plus(WebhookLimits.from(settings).timeout())
                    .plus(SHORTEST_WAIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("outbox", this::outboxHealth));
    }

    private Health outboxHealth() {
        List<OutboxStatus> statuses =
                running == null ? List.of() : running.relay().statuses();
        long dead = statuses.stream().mapToLong(OutboxStatus::dead).sum();
        return dead == 0
                ? Health.ready()
                : new Health.Degraded(
                        dead + " events could not be taken by their subscribers and wait for a person's decision.");
    }
}
