/// Whether this server can do its work, and if not, why, in sentences.
///
/// Every part of the server answers with a [skyhall.platform.health.Health]; the
/// [skyhall.platform.health.HealthBoard] asks all of them and `server` shows the report at `/health/ready`.
/// A check that does not answer in time counts as not ready: a hung check must not hang the report.
@org.jspecify.annotations.NullMarked
package skyhall.platform.health;
