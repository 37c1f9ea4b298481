package skyhall.storage.multipart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.storage.object.Precondition;

/// The wish to complete an upload.
///
/// @param whole the checksum of the whole object that the client expects, in Base64
/// @param sizeBytes the size that the client expects
public record Completion(
        List<NamedPart> parts, Precondition condition, Optional<String> whole, Optional<Long> sizeBytes, Instant at) {
    public Completion {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an upload is completed with at least one part");
        }
    }
}
