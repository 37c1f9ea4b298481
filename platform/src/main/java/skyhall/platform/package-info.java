/// What every service of the city stands on: organisations and identity, access decisions, approval, audit, the
/// database, jobs, the outbox, webhooks, faults, settings and time.
///
/// Knows no service that is built on it. Each package is one feature and opens with its own promise.
@org.jspecify.annotations.NullMarked
package skyhall.platform;
