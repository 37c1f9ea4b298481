/// Access control lists as values: grants, canned lists, their XML and their headers.
///
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview". Deciding with them is
/// [skyhall.storage.permission]'s work.
@org.jspecify.annotations.NullMarked
package skyhall.storage.acl;
