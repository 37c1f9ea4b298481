/// The S3 wire protocol without any operation: a call, its answer, the table of routes, XML and errors.
///
/// Operations live with their feature (`bucket`, `object`, `multipart`, ...) and are put into the
/// [skyhall.storage.protocol.RouteTable]. The request's path is never decoded by anyone but
/// [skyhall.storage.protocol.Address]: a key such as `a%2Fb//c/../d` is a key, not a path.
@org.jspecify.annotations.NullMarked
package skyhall.storage.protocol;
