/// Other people's S3 clients against a whole server, over HTTP and over TLS with a certificate that
/// they are told to
/// trust: the AWS SDK for Java, boto3, the AWS command line, rclone and s3cmd.
///
/// Each test makes its own bucket. A client that is not installed is skipped, and the skip says which.
@org.jspecify.annotations.NullMarked
package skyhall.server.clients;
