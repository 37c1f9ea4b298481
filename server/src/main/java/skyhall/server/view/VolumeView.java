package skyhall.server.view;

import java.util.Optional;
import skyhall.storage.Upkeep;
import skyhall.storage.volume.Room;

/// How the disk volume is doing.
///
/// @param refusal why writes are refused; absent when they are taken
/// @param damages damaged or missing blobs that were found
public record VolumeView(long freeBytes, long totalBytes, Optional<String> refusal, long damages) {
    public static VolumeView of(Upkeep upkeep) {
        Room room = upkeep.room();
        return new VolumeView(
                room.freeBytes(), room.totalBytes(), room.refusal().map(reason -> reason.sentence()), upkeep.damages());
    }
}
