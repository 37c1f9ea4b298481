/// Uploads in parts. A part that was answered is as durable as an object. Completing an upload moves no
/// byte: the parts
/// become the object's content, in order, and the object's row points to them.
///
/// [skyhall.storage.multipart.Uploads] is the only way in.
@org.jspecify.annotations.NullMarked
package skyhall.storage.multipart;
