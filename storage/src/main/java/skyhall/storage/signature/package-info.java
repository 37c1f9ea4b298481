/// Who signed a request, and whether its body is what was signed: AWS Signature Version 4 as S3 understands it.
///
/// A handler shows its request as a [skyhall.storage.signature.SignedRequest], asks
/// [skyhall.storage.signature.SignatureVerifier] who it is, reads
/// [skyhall.storage.signature.DeclaredChecksums], and then reads the body through
/// [skyhall.storage.signature.PayloadReader], which undoes `aws-chunked`, checks hashes and chunk signatures,
/// and hands out the trailing checksum. Every refusal is a `FaultException` with S3's own error.
///
/// Bytes of a body are handed out as they arrive, before the signature or hash that covers them has been
/// checked: whoever stores them must publish nothing before the reader has returned -1.
///
/// Not here: Signature Version 2 (refused with a sentence; forms are the exception, see
/// `skyhall.storage.form`), Signature Version 4A (asymmetric), and the rule that chunks but the last have at
/// least 8 KiB, which AWS enforces and which would protect nothing here. Sources: Amazon S3 API Reference,
/// "Authenticating Requests (AWS Signature Version 4)"; the conformance suite ceph/s3-tests where it asks for
/// something else than AWS, with a comment at the place.
@org.jspecify.annotations.NullMarked
package skyhall.storage.signature;
