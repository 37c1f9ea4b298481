package skyhall.platform.outbox;

/// How a subscriber is doing; for health and metrics.
///
/// @param behind events committed that it has not taken, of any topic; an upper bound, because ids have gaps
/// @param retrying keys whose first event failed and is tried again
/// @param waiting events that wait behind such a key or behind a dead one
/// @param dead keys whose first event was tried often enough: people must decide, see [OutboxParking]
public record OutboxStatus(String subscriber, long behind, long retrying, long waiting, long dead) {}
