/// What happened, told to everybody who must know: published in the effect's own commit, delivered at least once, in
/// order within a key.
///
/// A feature that changes something calls [skyhall.platform.outbox.Outbox#publish] in the same transaction. A feature
/// that must know subscribes a [skyhall.platform.outbox.OutboxConsumer] under a name that it keeps for ever with
/// [skyhall.platform.outbox.OutboxRelay]. What the consumer writes to the same database commits together with its
/// cursor, so that such an effect happens exactly once; an effect elsewhere (a mail, a call) can happen twice and
/// must
/// be made idempotent by the event's id.
///
/// Why no event is lost although ids become visible out of order is told at [skyhall.platform.outbox.CommitFence].
@org.jspecify.annotations.NullMarked
package skyhall.platform.outbox;
