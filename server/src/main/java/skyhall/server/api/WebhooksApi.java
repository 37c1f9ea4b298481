package skyhall.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.webhook.Webhooks;
import skyhall.server.view.DeliveryView;
import skyhall.server.view.NewWebhookSecretView;
import skyhall.server.view.WebhookView;

/// Subscriptions of an organisation to what happens, and the log of their deliveries.
public final class WebhooksApi {
    private static final String ROOT = "/api/v1/organisations/{organisation}/webhooks";
    private static final String ONE = ROOT + "/{webhook}";

    private static final Endpoint LIST = Endpoint.get(ROOT, WebhookView.class, "Lists the webhooks of an organisation.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint SHOW = Endpoint.get(ONE, WebhookView.class, "Shows a webhook.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);
    private static final Endpoint CREATE = Endpoint.post(
                    ROOT,
                    NewWebhook.class,
                    NewWebhookSecretView.class,
                    "Subscribes an address; the secret that signs its calls is shown this once.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_ADDRESS_REFUSED);
    private static final Endpoint CHANGE = Endpoint.put(
                    ONE, WebhookChange.class, WebhookView.class, "Pauses a webhook, or calls it again from now on.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);
    private static final Endpoint SECRET = Endpoint.post(
                    ONE + "/secret",
                    NewSecret.class,
                    NewWebhookSecretView.class,
                    "Makes a new secret, shown this once; calls are signed with both for a while.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);
    private static final Endpoint DELETE = Endpoint.delete(ONE, WebhookView.class, "Deletes a webhook with its log.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);
    private static final Endpoint DELIVERIES = Endpoint.get(
                    ONE + "/deliveries", DeliveryView.class, "Lists the deliveries of a webhook, newest first.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);
    private static final Endpoint REPLAY = Endpoint.post(
                    ONE + "/replays",
                    Replay.class,
                    Replayed.class,
                    "Sends again one delivery, or all that were first queued in a span of time.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.WEBHOOK_UNKNOWN);

    public static final List<Endpoint> ENDPOINTS =
            List.of(LIST, SHOW, CREATE, CHANGE, SECRET, DELETE, DELIVERIES, REPLAY);

    private final Webhooks webhooks;
    private final Gate gate;

    public WebhooksApi(Identity identity, Webhooks webhooks) {
        this.webhooks = webhooks;
        this.gate = new Gate(identity);
    }

    /// @param topics exact, or all of a module as `storage.*`; at least one
    /// @param types empty for all types of events
    public record NewWebhook(String url, List<String> topics, List<String> types) {}

    public record WebhookChange(boolean active) {}

    /// @param overlapHours how long the secret before is valid too
    public record NewSecret(int overlapHours) {}

    /// Either `delivery` or both times.
    ///
    /// @param from inclusive
    /// @param to exclusive
    public record Replay(Optional<Long> delivery, Optional<Instant> from, Optional<Instant> to) {}

    /// @param deliveries how many wait to be sent again
    record Replayed(int deliveries) {}

    public List<Operation> operations() {
        return List.of(
                new Operation(LIST, this::list),
                new Operation(SHOW, call -> show(organisation(call, "sky:GetWebhook"), id(call))),
                new Operation(CREATE, this::create),
                new Operation(CHANGE, this::change),
                new Operation(SECRET, this::secret),
                new Operation(DELETE, this::delete),
                new Operation(DELIVERIES, this::deliveries),
                new Operation(REPLAY, this::replay));
    }

    private Page<WebhookView> list(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:ListWebhooks");
        long after = Places.after(call.page(), 0);
        return Places.page(
                webhooks.list(organisation).stream()
                        .filter(webhook -> webhook.id() > after)
                        .limit(call.page().limit() + 1L)
                        .toList(),
                call.page(),
                WebhookView::of,
                WebhookView::id);
    }

    private NewWebhookSecretView create(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:CreateWebhook");
        NewWebhook wanted = call.body(NewWebhook.class);
        try {
            return NewWebhookSecretView.of(
                    webhooks.register(organisation, wanted.url(), wanted.topics(), wanted.types()));
        } catch (IllegalArgumentException e) {
            throw new FaultException(
                    PlatformFault.BODY_MALFORMED,
                    "'topics' needs one or more of the form storage.object or storage.*.");
        }
    }

    private WebhookView change(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:UpdateWebhook");
        if (call.body(WebhookChange.class).active()) {
            webhooks.activate(organisation, id(call));
        } else {
            webhooks.pause(organisation, id(call));
        }
        return show(organisation, id(call));
    }

    private NewWebhookSecretView secret(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:UpdateWebhook");
        int hours = call.body(NewSecret.class).overlapHours();
        if (hours < 0 || hours > 24 * 30) {
            throw new FaultException(PlatformFault.BODY_MALFORMED, "'overlapHours' goes from 0 to 720.");
        }
        return NewWebhookSecretView.of(webhooks.rotateSecret(organisation, id(call), Duration.ofHours(hours)));
    }

    private WebhookView delete(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:DeleteWebhook");
        WebhookView last = show(organisation, id(call));
        webhooks.delete(organisation, id(call));
        return last;
    }

    private Page<DeliveryView> deliveries(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:ListDeliveries");
        WebhookView webhook = show(organisation, id(call));
        return Places.page(
                webhooks.deliveries(
                        organisation,
                        webhook.id(),
                        Places.after(call.page(), Long.MAX_VALUE),
                        call.page().limit() + 1),
                call.page(),
                DeliveryView::of,
                DeliveryView::id);
    }

    private Replayed replay(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:ReplayDeliveries");
        long webhook = show(organisation, id(call)).id();
        Replay wanted = call.body(Replay.class);
        if (wanted.delivery().isPresent()) {
            return new Replayed(
                    webhooks.replay(organisation, webhook, wanted.delivery().get()) ? 1 : 0);
        }
        if (wanted.from().isEmpty() || wanted.to().isEmpty()) {
            throw new FaultException(PlatformFault.BODY_MALFORMED, "It needs 'delivery', or 'from' and 'to'.");
        }
        return new Replayed(webhooks.replay(
                organisation, webhook, wanted.from().get(), wanted.to().get()));
    }

    private WebhookView show(OrganisationId organisation, long id) {
        return webhooks.find(organisation, id)
                .map(WebhookView::of)
                .orElseThrow(() -> new FaultException(PlatformFault.WEBHOOK_UNKNOWN, ""));
    }

    private OrganisationId organisation(Operation.Call call, String action) {
        return gate.enter(call, action, "webhook").id();
    }

    private static long id(Operation.Call call) {
        return Places.number(call, "webhook", PlatformFault.WEBHOOK_UNKNOWN);
    }
}
