/// Who may do what to a bucket or an object: identity policies, bucket policy, access control lists,
/// ownership and the
/// public access block, joined as S3 joins them.
///
/// Source: Amazon S3 User Guide, "How Amazon S3 authorizes a request".
/// [skyhall.storage.permission.Guard] decides; the
/// policy language itself is `skyhall.platform.access`.
@org.jspecify.annotations.NullMarked
package skyhall.storage.permission;
