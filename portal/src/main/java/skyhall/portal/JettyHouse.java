package skyhall.portal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.util.unit.DataSize;
import skyhall.platform.settings.Settings;

/// The Jetty under the portal: virtual threads, compression, limits, TLS.
final class JettyHouse {
    private static final Logger LOG = LoggerFactory.getLogger(JettyHouse.class);
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_FORM_FIELDS = 1000;
    private static final int MIN_COMPRESSED_BYTES = 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private JettyHouse() {}

    static WebServer build(
            Settings settings, Optional<SslContextFactory.Server> tls, ServletContextInitializer initializer) {
        JettyServletWebServerFactory factory = new JettyServletWebServerFactory(settings.get(PortalSettings.PORT));
        factory.setAddress(settings.get(PortalSettings.ADDRESS));
        factory.setThreadPool(new VirtualThreadPool());
        factory.setRegisterDefaultServlet(false);
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setCompression(compression());
        factory.addServerCustomizers(server -> customize(server, settings, tls));
        return factory.getWebServer(initializer);
    }

    private static Compression compression() {
        Compression compression = new Compression();
        compression.setEnabled(true);
        compression.setMinResponseSize(DataSize.ofBytes(MIN_COMPRESSED_BYTES));
        compression.setMimeTypes(new String[] {"text/html", "application/json", "application/problem+json"});
        return compression;
    }

    private static void customize(Server server, Settings settings, Optional<SslContextFactory.Server> tls) {
        for (Connector connector : server.getConnectors()) {
            harden(connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration());
        }
        tls.ifPresent(certificates -> secure(server, certificates));
        server.setErrorHandler(new BareErrors());
        int formBytes = Math.toIntExact(settings.get(PortalSettings.FORM_BYTES));
        for (ServletContextHandler context : server.getDescendants(ServletContextHandler.class)) {
            context.setMaxFormContentSize(formBytes);
            context.setMaxFormKeys(MAX_FORM_FIELDS);
            context.setErrorHandler(new BareErrors());
        }
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRelativeRedirectAllowed(true);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(IDLE.toMillis());
        http.setHttpCompliance(HttpCompliance.RFC9110);
    }

    private static void secure(Server server, SslContextFactory.Server certificates) {
        ServerConnector plain = (ServerConnector) server.getConnectors()[0];
        HttpConfiguration http = new HttpConfiguration(
                plain.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration());
        // Host names are not checked against the certificate: people also reach the portal by its address.
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(certificates, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost(plain.getHost());
        connector.setPort(plain.getPort());
        server.setConnectors(new Connector[] {connector});
    }

    /// Takes no new request and waits for those under way, `patience` at most.
    static void drain(WebServer server, Duration patience) throws InterruptedException {
        CountDownLatch drained = new CountDownLatch(1);
        server.shutDownGracefully(_ -> drained.countDown());
        if (!drained.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("requests still under way after {}", patience);
        }
    }
}
