package skyhall.server.part;

import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import skyhall.platform.health.HealthCheck;
import skyhall.platform.tls.ReloadingCertificate;
import skyhall.server.management.Metrics;

/// One connector's certificate: looked at again and again, with its health and a gauge of the seconds
/// it has left.
public final class CertificatePart implements Part {
    private final String connector;
    private final ReloadingCertificate certificate;
    private final Duration checkInterval;

    /// Reads the files.
    ///
    /// @param connector whose certificate it is, in one lower-case word; the gauge carries it
    /// @throws skyhall.platform.fault.FaultException when the files cannot be used
    public CertificatePart(
            String connector,
            Path certificateFile,
            Path keyFile,
            Duration checkInterval,
            InstantSource clock,
            Metrics metrics) {
        this.connector = connector;
        this.certificate = new ReloadingCertificate(certificateFile, keyFile, clock);
        this.checkInterval = checkInterval;
        Gauge.builder("skyhall_tls_certificate_seconds_left", certificate, ReloadingCertificate::secondsLeft)
                .description("Seconds until the certificate of a connector expires; negative after it")
                .tag("connector", connector)
                .register(metrics.registry());
    }

    /// For the connector: TLS 1.2 and 1.3 with the certificate in force at each handshake. It never
    /// needs a reload.
    public SslContextFactory.Server tls() {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(certificate.sslContext());
        factory.setIncludeProtocols(ReloadingCertificate.PROTOCOLS.toArray(String[]::new));
        return factory;
    }

    @Override
    public String name() {
        return connector + " certificate";
    }

    @Override
    public void start() {
        certificate.watch(checkInterval);
    }

    @Override
    public void stop() {
        certificate.close();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck(connector + "-certificate", certificate::health));
    }
}
