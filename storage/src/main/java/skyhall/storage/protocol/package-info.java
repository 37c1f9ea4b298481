/// The S3 protocol without any operation: a call, its answer, the table of routes, errors, cross-origin
/// answers.
///
/// Operations are in `skyhall.storage.s3` and are put into the [skyhall.storage.protocol.RouteTable].
@org.jspecify.annotations.NullMarked
package skyhall.storage.protocol;
