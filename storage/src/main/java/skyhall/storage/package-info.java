/// Objects in buckets: put, get, list, delete, and keep them for years, behind the S3 protocol.
///
/// A put that was answered survives power loss; a reader sees a whole object or none. Depends on
/// `platform` and
/// `portal`. Knows nothing of bills, signals or emissions.
@org.jspecify.annotations.NullMarked
package skyhall.storage;
