/// The checksums of Amazon S3: running over streamed bytes, written as Base64, combined over parts.
///
/// [skyhall.storage.checksum.Digests] computes everything that one upload needs in one pass;
/// [skyhall.storage.checksum.Checksum#combine] makes the checksum of a whole object from those of its parts
/// without reading the bytes again. Knows no HTTP. Source: Amazon S3 User Guide, "Checking object integrity in
/// Amazon S3".
@org.jspecify.annotations.NullMarked
package skyhall.storage.checksum;
