/// The operations of S3: each finds what it speaks of, asks whether the caller may, has it done by
/// `bucket`, `object`,
/// `listing` or `multipart`, and answers. Nothing here touches SQL.
@org.jspecify.annotations.NullMarked
package skyhall.storage.s3;
