package skyhall.platform.lease;

/// A role that this process holds.
///
/// @param name the role, such as `outbox/metering`
/// @param holder the process, as it named itself
/// @param epoch grows by one whenever the role changes hands; a later holder always has a greater one
public record Lease(String name, String holder, long epoch) {}
