/// The request that a line of the log belongs to.
///
/// [skyhall.platform.log.RequestScope] binds a [skyhall.platform.log.RequestId] to the work of one request: code
/// below reads it, and every line logged meanwhile carries it as `request`. What a log line must never hold: a
/// secret, a password, a signature, a token. Values that hold one leave it out of their `toString`.
@org.jspecify.annotations.NullMarked
package skyhall.platform.log;
