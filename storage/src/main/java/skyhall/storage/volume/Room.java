package skyhall.storage.volume;

import java.util.Optional;

/// The room of a volume.
///
/// @param freeBytes what this process may still write
/// @param totalBytes the size of the file system that holds the volume
/// @param refusal why new drafts are refused at the moment; empty when they are taken
public record Room(long freeBytes, long totalBytes, Optional<VolumeRefusal.Reason> refusal) {
    public boolean writesRefused() {
        return refusal.isPresent();
    }
}
