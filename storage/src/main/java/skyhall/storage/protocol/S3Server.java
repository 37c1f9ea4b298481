package skyhall.storage.protocol;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The connector of the S3 API: a raw Jetty server that leaves paths as they are, with every limit set.
public final class S3Server implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    /// @param tls absent for plain HTTP
    public S3Server(
            Handler handler, InetAddress address, int port, Optional<SslContextFactory.Server> tls, Limits limits) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("s3");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits, tls.isPresent()));
        connector = tls.map(factory ->
                        new ServerConnector(server, new SslConnectionFactory(factory, http.getProtocol()), http))
                .orElseGet(() -> new ServerConnector(server, http));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(limits.idleTime().toMillis());
        connector.setAcceptQueueSize(512);
        connector.setReuseAddress(true);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setErrorHandler(new XmlErrors());
        server.setHandler(
                limits.minBytesPerSecond() == 0 ? handler : new PaceLimit(handler, limits.minBytesPerSecond()));
        server.setStopTimeout(0);
    }

    private static HttpConfiguration configuration(Limits limits, boolean secure) {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC7230.with("S3", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        // Jetty would give known values of headers in its own spelling, and clients sign theirs: 'charset=UTF-8'.
        http.setHeaderCacheCaseSensitive(true);
        http.setRequestHeaderSize(limits.headerBytes());
        http.setResponseHeaderSize(limits.headerBytes());
        http.setOutputBufferSize(64 * 1024);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRelativeRedirectAllowed(true);
        if (secure) {
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    /// Starts to listen.
    ///
    /// @throws IllegalStateException when the address or port cannot be had
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 connector cannot start: " + e.getMessage(), e);
        }
    }

    /// The port that it listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Closes the listening socket and lets requests under way end.
    public void drain(Duration patience) {
        try {
            CompletableFuture<Void> ended = connector.shutdown();
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // Those that have not ended by now are cut off by close().
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 connector did not stop", e);
        }
    }

    /// What no client may exceed.
    ///
    /// @param minBytesPerSecond average rate of a body in either direction; 0 for none
    public record Limits(int connections, Duration idleTime, int minBytesPerSecond, int headerBytes) {}
}
