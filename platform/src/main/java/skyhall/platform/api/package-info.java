/// The conventions of every REST API of this server, so that a client that knows one knows all.
///
/// - An API lives under `/api/v1`; within a version nothing is taken away ([skyhall.platform.api.BreakingChanges]).
/// - It is declared as values ([skyhall.platform.api.Endpoint]), from which the OpenAPI 3.1 description is made
///   ([skyhall.platform.api.OpenApi]) and from which `server` makes the routes: what is described is what runs.
/// - A refusal is `application/problem+json` ([skyhall.platform.api.Problem], RFC 9457) made from a fault.
/// - A list comes in pages ([skyhall.platform.api.Page]): an opaque cursor, a limit, a `Link` header (RFC 8288).
/// - A request that has an effect and may be repeated carries an `Idempotency-Key`
///   ([skyhall.platform.api.IdempotencyKeys]): the effect happens once and the answer is given again.
/// - What will go is marked with `Deprecation` and `Sunset` headers ([skyhall.platform.api.Retirement]).
///
/// Clients must accept fields and enum words that they do not know. Knows no web server.
@org.jspecify.annotations.NullMarked
package skyhall.platform.api;
