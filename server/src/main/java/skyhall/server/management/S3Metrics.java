package skyhall.server.management;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import skyhall.storage.Storage;
import skyhall.storage.protocol.S3Meter;

/// The meters of the S3 API and of the volume behind it.
public final class S3Metrics implements S3Meter {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public S3Metrics(Metrics metrics) {
        this.registry = metrics.registry();
    }

    @Override
    public void answered(String method, int status, long nanos) {
        timers.computeIfAbsent(known(method) + " " + status / 100, _ -> Timer.builder("skyhall_s3_requests")
                        .description("Answers of the S3 API by method and class of status; 0xx: cut short")
                        .tag("method", known(method))
                        .tag("status", status / 100 + "xx")
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /// Registers the gauges of a store that runs.
    public void watch(Storage storage) {
        Gauge.builder("skyhall_volume_free_bytes", storage, s -> s.upkeep()
                        .room()
                        .freeBytes())
                .register(registry);
        Gauge.builder("skyhall_volume_total_bytes", storage, s -> s.upkeep()
                        .room()
                        .totalBytes())
                .register(registry);
        Gauge.builder(
                        "skyhall_volume_writes_refused",
                        storage,
                        s -> s.upkeep().room().writesRefused() ? 1 : 0)
                .register(registry);
        Gauge.builder("skyhall_volume_damages", storage, s -> s.upkeep().damages())
                .register(registry);
    }

    /// Strangers choose the method's name; they must not choose how many meters we keep.
    private static String known(String method) {
        return switch (method) {
            case "GET", "PUT", "HEAD", "POST", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
