/// Cross-origin rules of a bucket: their XML, and which rule answers a browser's question.
///
/// Source: Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)".
@org.jspecify.annotations.NullMarked
package skyhall.storage.cors;
