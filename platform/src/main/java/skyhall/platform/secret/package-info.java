/// Secrets at rest: what must be read back (an access key's secret, a webhook's HMAC key) is sealed in the database
/// under a master key that lives in a file beside it, never in it.
///
/// [skyhall.platform.secret.Secrets] is the only way in: it seals and opens, and it rotates the master key. A sealed
/// value is bound to its row: moved to another row or column it does not open. A feature that stores sealed values
/// registers the column with [skyhall.platform.secret.Secrets#register], so that rotation finds it.
/// [skyhall.platform.secret.Secret] is the value in memory; its text never reaches a log.
///
/// Left out: a master key in a hardware module, and a way to give up a key that was lost with everything sealed
/// under it.
@org.jspecify.annotations.NullMarked
package skyhall.platform.secret;
