/// Walking keys in the order of their UTF-8 bytes: objects, versions, open uploads.
///
/// With a delimiter, a common prefix is told once and then jumped over: the walk seeks behind it in
/// the index instead of reading what lies under it, so that a folder of a million objects costs one
/// step.
@org.jspecify.annotations.NullMarked
package skyhall.storage.listing;
