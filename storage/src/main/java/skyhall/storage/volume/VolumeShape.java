package skyhall.storage.volume;

import skyhall.platform.settings.Settings;

/// How a volume is to be kept.
///
/// @param blockBytes bytes under one checksum in new blobs; a power of two from 4 KiB to 1 MiB (simulations use less)
/// @param freeBytes the watermark as a number of bytes
/// @param freePercent the watermark as a share of the disk; the larger of the two counts
record VolumeShape(int blockBytes, long freeBytes, int freePercent) {
    /// Writes begin again when this many quarters of the watermark are free, so that a disk at its limit does not
    /// change its mind with every file.
    private static final int RESUME_QUARTERS = 5;

    VolumeShape {
        if (Integer.bitCount(blockBytes) != 1 || blockBytes < 64 || blockBytes > 1 << 20) {
            throw new IllegalArgumentException("not a block size: " + blockBytes);
        }
        if (freeBytes < 0 || freePercent < 0 || freePercent > 90) {
            throw new IllegalArgumentException("not a watermark: " + freeBytes + " bytes, " + freePercent + " %");
        }
    }

    static VolumeShape from(Settings settings) {
        long blockBytes = settings.get(StorageVolumeSettings.BLOCK_BYTES);
        if (blockBytes < 4096 || blockBytes > 1 << 20) {
            throw new IllegalArgumentException(
                    "'" + StorageVolumeSettings.BLOCK_BYTES.name() + "' must be a power of two from 4KiB to 1MiB");
        }
        return new VolumeShape(
                (int) blockBytes,
                settings.get(StorageVolumeSettings.FREE_BYTES),
                settings.get(StorageVolumeSettings.FREE_PERCENT));
    }

    /// Below this much free room new drafts are refused.
    long lowBytes(long totalBytes) {
        return Math.max(freeBytes, totalBytes / 100 * freePercent);
    }

    /// From this much free room on they are taken again.
    long resumeBytes(long totalBytes) {
        return lowBytes(totalBytes) / 4 * RESUME_QUARTERS;
    }

    /// Below this much free room even drafts that were begun before are refused further bytes.
    long floorBytes(long totalBytes) {
        return lowBytes(totalBytes) / 2;
    }
}
