/// The REST API's operations become web routes here, all in the same manner, and the API's first
/// resource: the
/// catalogue of faults.
///
/// A feature declares [skyhall.platform.api.Endpoint] values and a handler for each;
/// [skyhall.server.api.ApiRoutes]
/// does what the conventions ask: request id, JSON in and out, problems, pages, idempotency, retirement
/// headers.
@org.jspecify.annotations.NullMarked
package skyhall.server.api;
