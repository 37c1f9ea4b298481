package skyhall.server.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/// The server's one meter registry, with the meters of the process itself. Lives as long as the
/// process.
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final LogbackMetrics logLines = new LogbackMetrics();

    public Metrics() {
        List.of(
                        new JvmMemoryMetrics(),
                        garbage,
                        new JvmThreadMetrics(),
                        logLines,
                        new FileDescriptorMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /// Where features register their meters.
    public MeterRegistry registry() {
        return registry;
    }

    /// All meters in Prometheus' text format.
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        logLines.close();
        registry.close();
    }
}
