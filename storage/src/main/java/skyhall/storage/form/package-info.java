/// POST Object: a file uploaded by a browser's form, under a policy that someone with a key signed beforehand.
///
/// [skyhall.storage.form.FormReader] reads the fields, checks the policy's signature and conditions, and hands
/// out the file as a stream that ends at the form's boundary; nothing of the file is held in memory. Fields
/// after the file are ignored, as S3 does.
///
/// A policy may be signed by Signature Version 4 (`x-amz-signature`) or by the older form of Version 2
/// (`signature`, an HMAC-SHA-1 of the policy). Version 2 is accepted here, and nowhere else, because the
/// conformance suite ceph/s3-tests signs its forms so and uploaders of older web sites still do; an operator
/// may turn it off (`s3.form-signature-v2`). A field that is there twice is refused,
/// where S3 does not say what becomes of it. Source: Amazon S3 API Reference, "POST Object" and "POST Policy".
@org.jspecify.annotations.NullMarked
package skyhall.storage.form;
