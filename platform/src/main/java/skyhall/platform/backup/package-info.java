/// A whole data directory in one file, and back again: cold, verified, all or nothing.
///
/// [skyhall.platform.backup.Backup] is the only way in. A backup is a POSIX tar that any `tar` lists and unpacks: the
/// files in order, then `MANIFEST` (each with its mode, owner, size and SHA-256), then `MANIFEST.sha256`. It is not
/// compressed, since most of its bytes are objects that would not shrink; pipe it through a compressor if yours do.
/// Nothing here runs while a server uses the directory; a backup of a running server is not offered yet.
@org.jspecify.annotations.NullMarked
package skyhall.platform.backup;
