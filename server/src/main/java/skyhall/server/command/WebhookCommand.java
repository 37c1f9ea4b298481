package skyhall.server.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;
import skyhall.server.part.Services;
import skyhall.server.view.DeliveryView;
import skyhall.server.view.NewWebhookSecretView;
import skyhall.server.view.WebhookView;

/// Webhooks and what was delivered to them.
@Command(name = "webhook", description = "Lists and changes webhooks.", mixinStandardHelpOptions = true)
final class WebhookCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        Sky.usage(spec);
    }

    /// Whose webhook it is.
    static final class Owner {
        @Option(names = "--org", required = true, description = "The organisation.")
        private String organisation = "";

        OrganisationId id(Services services) {
            return Accountable.organisation(services, organisation).id();
        }
    }

    @Command(name = "list", description = "Lists an organisation's webhooks.", mixinStandardHelpOptions = true)
    int list(@Mixin Console console, @Mixin Owner owner) {
        return console.many(services -> services.webhooks().list(owner.id(services)).stream()
                .map(WebhookView::of)
                .toList());
    }

    @Command(
            name = "create",
            description = "Subscribes an address; the secret that signs its calls is shown once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Console console,
            @Mixin Owner owner,
            @Parameters(paramLabel = "URL") String url,
            @Option(
                            names = "--topic",
                            required = true,
                            description = "Such as storage.object or storage.*; repeatable.")
                    List<String> topics,
            @Option(names = "--type", description = "Types of events; else all; repeatable.") @Nullable
                    List<String> types) {
        return console.one(services -> {
            try {
                return NewWebhookSecretView.of(services.webhooks()
                        .register(owner.id(services), url, topics, types == null ? List.of() : types));
            } catch (IllegalArgumentException e) {
                throw console.wrongWords("A topic is of the form storage.object or storage.*.");
            }
        });
    }

    @Command(name = "pause", description = "Stops calling it.", mixinStandardHelpOptions = true)
    int pause(@Mixin Console console, @Mixin Owner owner, @Parameters(paramLabel = "ID") long id) {
        return console.one(services -> {
            services.webhooks().pause(owner.id(services), id);
            return find(services, owner, id);
        });
    }

    @Command(name = "activate", description = "Calls it again from now on.", mixinStandardHelpOptions = true)
    int activate(@Mixin Console console, @Mixin Owner owner, @Parameters(paramLabel = "ID") long id) {
        return console.one(services -> {
            services.webhooks().activate(owner.id(services), id);
            return find(services, owner, id);
        });
    }

    @Command(name = "delete", description = "Deletes it with its log.", mixinStandardHelpOptions = true)
    int delete(@Mixin Console console, @Mixin Owner owner, @Parameters(paramLabel = "ID") long id) {
        return console.one(services -> {
            WebhookView last = find(services, owner, id);
            services.webhooks().delete(owner.id(services), id);
            return last;
        });
    }

    @Command(
            name = "rotate",
            description = "Makes a new secret, shown once; the one before stays valid for a while.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin Console console,
            @Mixin Owner owner,
            @Parameters(paramLabel = "ID") long id,
            @Option(names = "--overlap-hours", defaultValue = "24", description = "How long both are valid.")
                    int hours) {
        return console.one(services -> NewWebhookSecretView.of(
                services.webhooks().rotateSecret(owner.id(services), id, Duration.ofHours(hours))));
    }

    @Command(name = "deliveries", description = "Lists the newest deliveries.", mixinStandardHelpOptions = true)
    int deliveries(
            @Mixin Console console,
            @Mixin Owner owner,
            @Parameters(paramLabel = "ID") long id,
            @Option(names = "--most", defaultValue = "50", description = "How many.") int most) {
        return console.many(services -> {
            WebhookView webhook = find(services, owner, id);
            return services.webhooks().deliveries(owner.id(services), webhook.id(), Long.MAX_VALUE, most).stream()
                    .map(DeliveryView::of)
                    .toList();
        });
    }

    @Command(name = "replay", description = "Sends one delivery again.", mixinStandardHelpOptions = true)
    int replay(
            @Mixin Console console,
            @Mixin Owner owner,
            @Parameters(index = "0", paramLabel = "ID") long id,
            @Parameters(index = "1", paramLabel = "DELIVERY") long delivery) {
        return console.with(services -> {
            if (!services.webhooks().replay(owner.id(services), id, delivery)) {
                throw new FaultException(PlatformFault.NOT_THERE, "There is no such delivery.");
            }
            console.say("It is sent again.");
            return 0;
        });
    }

    private static WebhookView find(Services services, Owner owner, long id) {
        return services.webhooks()
                .find(owner.id(services), id)
                .map(WebhookView::of)
                .orElseThrow(() -> new FaultException(PlatformFault.WEBHOOK_UNKNOWN, "No. " + id + "."));
    }
}
