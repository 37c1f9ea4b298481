package skyhall.platform.outbox;

/// An event on its way to a consumer.
///
/// @param id its place: events of one key come with growing ids. Ids have gaps
/// @param event what happened
public record Published(long id, OutboxEvent event) {}
