/// The object browser: buckets, folders, objects and versions as pages of the portal.
///
/// [skyhall.storage.console.StorageConsole] adds them to the portal. Every page asks the same
/// [skyhall.storage.permission.Guard] as the S3 API, with the person who has signed in as the
/// caller: what a person may not do is not shown, and refused when it is forced. A person sees the
/// buckets of the own organisation; a bucket of another one is absent here (404), also where its
/// policy would open it to S3 clients. Not here yet: presigned links, editing of tags, policies and
/// lists, resuming a download.
@org.jspecify.annotations.NullMarked
package skyhall.storage.console;
