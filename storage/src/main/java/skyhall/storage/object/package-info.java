/// Objects: putting, getting, copying and deleting versions of a key.
///
/// [skyhall.storage.object.Objects] is the only way in. The current version of a key is a row of
/// `live_object`; older
/// versions and delete markers are rows of `past_version`. Bytes are in the row (small), in a file of
/// the volume, or in
/// the parts of a completed upload. Every change of a key is one transaction, with the event that tells
/// of it.
@org.jspecify.annotations.NullMarked
package skyhall.storage.object;
