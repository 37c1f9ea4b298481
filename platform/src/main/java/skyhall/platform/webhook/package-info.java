/// Tells the outside world what happened: signed calls, tried again until they arrive, with a log and a replay.
///
/// [skyhall.platform.webhook.Webhooks] keeps the subscriptions; [skyhall.platform.webhook.WebhookDispatch] turns
/// outbox
/// events into deliveries; [skyhall.platform.webhook.WebhookSender] carries them out. Deliveries come at least once
/// and
/// in no promised order: receivers recognise a repeated one by `Skyhall-Event-Id`.
///
/// **Where calls may go.** Only to public addresses, or to those in `webhook.allow`. The name is resolved once per
/// attempt, every address is judged, and the connection goes to a judged address: there is no second look-up that
/// could answer otherwise (DNS rebinding). That is why the client is our own; `java.net.http` resolves by itself.
/// Redirects are not followed and no proxy is used.
@org.jspecify.annotations.NullMarked
package skyhall.platform.webhook;
