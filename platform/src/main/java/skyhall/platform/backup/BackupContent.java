package skyhall.platform.backup;

/// What a backup holds.
///
/// @param productVersion the version of Skyhall that wrote it
/// @param writtenAt when it was begun, ISO 8601 in UTC
/// @param embeddedDatabase whether the database is in it; an external one never is
/// @param files regular files
/// @param sizeBytes their bytes
/// @param manifestSha256 lower-case hex; two backups with the same one hold the same
public record BackupContent(
        String productVersion,
        String writtenAt,
        boolean embeddedDatabase,
        long files,
        long sizeBytes,
        String manifestSha256) {}
