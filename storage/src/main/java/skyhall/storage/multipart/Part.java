package skyhall.storage.multipart;

import java.time.Instant;
import java.util.Optional;
import skyhall.storage.object.StoredChecksum;

/// A part that was uploaded.
///
/// @param etag MD5 as hex, without quotes
public record Part(int number, long sizeBytes, String etag, Instant modifiedAt, Optional<StoredChecksum> checksum) {}
