/// Buckets: names, settings and the calls that make, show, change and delete them.
///
/// One name space for the whole installation, as S3 has it. [skyhall.storage.bucket.Buckets] is the
/// only way in.
@org.jspecify.annotations.NullMarked
package skyhall.storage.bucket;
