package skyhall.storage;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.database.Database;
import skyhall.platform.settings.Settings;
import skyhall.storage.object.ReleasedUploads;
import skyhall.storage.object.RowScrubber;
import skyhall.storage.object.SqlReferences;
import skyhall.storage.volume.BlobStore;
import skyhall.storage.volume.Collector;
import skyhall.storage.volume.InFlight;
import skyhall.storage.volume.Room;
import skyhall.storage.volume.ScrubPace;
import skyhall.storage.volume.ScrubPosition;
import skyhall.storage.volume.ScrubReport;
import skyhall.storage.volume.Scrubber;
import skyhall.storage.volume.StorageVolumeSettings;

/// The work in the background that keeps the volume clean and whole.
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /// How many bytes are scrubbed before the position is let known.
    private static final long SCRUB_STEP_BYTES = 1L << 30;

    private final Settings settings;
    private final BlobStore volume;
    private final Collector collector;
    private final Scrubber scrubber;
    private final Scrubber unhurried;
    private final ReleasedUploads released;
    private final RowScrubber rows;
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("storage-upkeep-", 0).factory());
    private volatile ScrubPosition position = ScrubPosition.START;
    private final AtomicLong damages = new AtomicLong();

    Upkeep(Settings settings, Database database, BlobStore volume, InFlight inFlight) {
        this.settings = settings;
        this.volume = volume;
        SqlReferences references = new SqlReferences(database);
        this.collector = new Collector(
                volume, references, inFlight, settings.get(StorageVolumeSettings.COLLECT_GRACE), System::nanoTime);
        this.scrubber = new Scrubber(
                volume,
                references,
                inFlight,
                new ScrubPace(settings.get(StorageVolumeSettings.SCRUB_BYTES_PER_SECOND)));
        this.unhurried = new Scrubber(volume, references, inFlight, Scrubber.UNHURRIED);
        this.released = new ReleasedUploads(database);
        this.rows = new RowScrubber(database);
    }

    void start() {
        long every = Math.min(
                settings.get(StorageVolumeSettings.COLLECT_INTERVAL).toMillis(),
                collector.longestPause().toMillis() / 2); // half, since a pass itself takes time
        var _ = worker.scheduleWithFixedDelay(this::collect, every, every, TimeUnit.MILLISECONDS);
        var _ = worker.scheduleWithFixedDelay(this::scrubStep, every, every, TimeUnit.MILLISECONDS);
    }

    /// The room of the volume, and whether it takes writes.
    public Room room() {
        return volume.room();
    }

    /// Damages found since the start.
    public long damages() {
        return damages.get();
    }

    /// One whole pass over all files, now and as fast as the disk allows.
    public ScrubReport scrubAll() {
        return unhurried.scrub(ScrubPosition.START, Long.MAX_VALUE);
    }

    /// One whole pass over every body that lives in a row, now.
    public RowScrubber.Report scrubRows() {
        RowScrubber.Report report = rows.scrub();
        if (!report.isClean()) {
            LOG.error("The scrubber found damaged rows: {}", report.findings());
        }
        return report;
    }

    private void collect() {
        quietly("collector", () -> {
            int swept = released.sweep(settings.get(StorageVolumeSettings.COLLECT_GRACE));
            LOG.debug("Swept {} uploads; collected: {}", swept, collector.collect());
        });
    }

    private void scrubStep() {
        quietly("scrubber", () -> {
            ScrubReport report = scrubber.scrub(position, SCRUB_STEP_BYTES);
            position = report.position();
            if (!report.isClean()) {
                damages.addAndGet(report.findings().size());
                LOG.error("The scrubber found damage: {}", report);
            }
            if (report.complete()) {
                damages.addAndGet(scrubRows().findings().size());
            }
        });
    }

    /// A pass that fails (the database is away, the disk is full) is repeated by the schedule; an
    /// exception would end it.
    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("The {} could not finish a pass; the next one begins anew.", what, e);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
