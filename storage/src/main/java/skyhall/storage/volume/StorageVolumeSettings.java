package skyhall.storage.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of the volume, its collector and its scrubber.
public final class StorageVolumeSettings {
    public static final Setting<Path> DIRECTORY = Setting.path(
            "storage.volume.directory",
            "volume",
            "The directory that holds the bytes of large objects; a relative path is taken from the data directory.");
    public static final Setting<Long> BLOCK_BYTES = Setting.bytes(
            "storage.volume.block-bytes",
            "64KiB",
            "How many bytes share one checksum in newly written files: a power of two from 4KiB to 1MiB.");
    public static final Setting<Long> FREE_BYTES = Setting.bytes(
            "storage.volume.free-bytes",
            "1GiB",
            "New writes are refused while less than this is free on the disk; reads go on.");
    public static final Setting<Integer> FREE_PERCENT = Setting.number(
            "storage.volume.free-percent",
            2,
            "New writes are refused while less than this share of the disk is free; the larger of the two rules.");
    public static final Setting<Duration> COLLECT_GRACE = Setting.duration(
            "storage.volume.collect-grace",
            "2h",
            "How long bytes must have been seen to belong to no object before they are removed.");
    public static final Setting<Duration> COLLECT_INTERVAL = Setting.duration(
            "storage.volume.collect-interval",
            "10m",
            "The pause between two passes of the collector: less than a quarter of the grace, or nothing is removed.");
    public static final Setting<Long> SCRUB_BYTES_PER_SECOND = Setting.bytes(
            "storage.volume.scrub-bytes-per-second",
            "32MiB",
            "How fast the scrubber reads stored bytes again to find flipped bits.");

    /// All of them.
    public static final List<Setting<?>> ALL = List.of(
            DIRECTORY, BLOCK_BYTES, FREE_BYTES, FREE_PERCENT, COLLECT_GRACE, COLLECT_INTERVAL, SCRUB_BYTES_PER_SECOND);

    private StorageVolumeSettings() {}
}
