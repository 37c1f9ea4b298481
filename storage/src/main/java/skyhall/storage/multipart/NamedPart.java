package skyhall.storage.multipart;

import java.util.Optional;

/// A part as the client names it when it completes an upload.
///
/// @param etag without quotes
/// @param checksum Base64, when the client gave it
public record NamedPart(int number, String etag, Optional<String> checksum) {}
