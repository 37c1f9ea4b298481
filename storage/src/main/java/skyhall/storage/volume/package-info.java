/// Bytes on disk and the order in which they get there: what was sealed survives power loss, and no wrong byte is read.
///
/// [skyhall.storage.volume.BlobStore] is the contract; [skyhall.storage.volume.DiskVolume] keeps it on a local disk.
/// [skyhall.storage.volume.BlobKeeper] puts the row of an index after its bytes, [skyhall.storage.volume.Collector]
/// frees bytes that no row names, [skyhall.storage.volume.Scrubber] reads everything again and names what is damaged.
/// Knows no bucket, no key and no SQL: an index is reached through [skyhall.storage.volume.References].
///
/// Left out: the scrubber reads through the page cache, so a flipped bit on the platter of a file that is still cached
/// is found only after the file has left the cache; and a volume belongs to one process (it holds a lock file).
@org.jspecify.annotations.NullMarked
package skyhall.storage.volume;
