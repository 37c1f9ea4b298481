package skyhall.platform.secret;

import java.util.List;

/// What a rotation did.
///
/// @param primaryKeyId the key under which everything is sealed now
/// @param sealedAgain number of values that were sealed again
/// @param removedKeyIds keys that sealed nothing any more and were removed from the file
public record RotationReport(String primaryKeyId, long sealedAgain, List<String> removedKeyIds) {
    public RotationReport {
        removedKeyIds = List.copyOf(removedKeyIds);
    }
}
